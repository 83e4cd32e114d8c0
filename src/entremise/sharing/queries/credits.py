"""Credits of contacts, and of the meetings and hires that followed, by channel."""

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from entremise.meetings.enums import ApproachKind
from entremise.meetings.models import Approach
from entremise.sharing.models import Credit
from entremise.sharing.wording import fraction_in_words


@dataclass(frozen=True)
class ChannelCredits:
    """The parts of ``total`` rows that each channel is credited with; the rest is unknown."""

    total: int = 0
    channels: dict[str, Fraction] = field(default_factory=dict)

    @property
    def known(self) -> Fraction:
        return sum(self.channels.values(), Fraction())

    @property
    def unknown(self) -> Fraction:
        return self.total - self.known


@dataclass(frozen=True)
class ContactOrigin:
    """One credit of a contact, for display."""

    label: str  # of the channel; empty when unknown
    part: str  # in words; empty for a whole contact
    how: str


def contact_origins(contact: Approach | None) -> list[ContactOrigin]:
    """The credits of a contact, for the team."""
    rows = contact.credits.select_related("link").order_by("pk") if contact else []
    return [
        ContactOrigin(
            row.link.get_channel_display() if row.link else "",
            fraction_in_words(row.part) if row.among > 1 else "",
            row.get_how_display(),
        )
        for row in rows
    ]


def public_contacts_filter(approach_path: str = "") -> Q:
    """Contacts made by the public: by a company, or an introduction without account.

    ``approach_path``: lookup from a row to its contact; empty for contacts themselves.
    """
    at = f"{approach_path}__" if approach_path else ""
    return Q(**{f"{at}kind": ApproachKind.FROM_COMPANY}) | Q(
        **{f"{at}kind": ApproachKind.INTRODUCTION, f"{at}sender": None}
    )


def credited_to_links(rows: QuerySet[Any], approach_path: str = "pk") -> QuerySet[Any]:
    """The rows whose contact is credited to a share link.

    ``approach_path``: lookup from a row to its contact.
    """
    return rows.filter(
        Exists(
            Credit.objects.filter(approach=OuterRef(approach_path), link__isnull=False)
        )
    )


def channel_credits(rows: QuerySet[Any], approach_path: str = "") -> ChannelCredits:
    """Credits by channel of the rows whose contact was made by the public.

    ``approach_path``: lookup from a row to its contact; empty for contacts themselves.
    """
    at = f"{approach_path}__" if approach_path else ""
    public = rows.filter(public_contacts_filter(approach_path)).order_by()
    channel, among = f"{at}credits__link__channel", f"{at}credits__among"
    parts: dict[str, Fraction] = {}
    counts = public.values_list(channel, among).annotate(number=Count("pk"))
    for name, divisor, number in counts:
        if name:
            parts[name] = parts.get(name, Fraction()) + Fraction(number, divisor)
    return ChannelCredits(public.count(), parts)
