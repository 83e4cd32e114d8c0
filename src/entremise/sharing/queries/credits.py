"""What contacts, and the meetings and hires that came of them, owe to shared links."""

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
    """Of so many rows, the parts of each channel; the rest is not known."""

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
    """One link that a contact came by."""

    label: str  # empty: nobody knows
    part: str  # in words; empty when it is the whole
    how: str


def contact_origins(contact: Approach | None) -> list[ContactOrigin]:
    """How somebody came to write, as far as it is known; for the team."""
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
    """Contacts that a shared page may have led to: a company wrote, or somebody who knows
    somebody. Not the team's.
    """
    at = f"{approach_path}__" if approach_path else ""
    return Q(**{f"{at}kind": ApproachKind.FROM_COMPANY}) | Q(
        **{f"{at}kind": ApproachKind.INTRODUCTION, f"{at}sender": None}
    )


def credited_to_links(rows: QuerySet[Any], approach_path: str = "pk") -> QuerySet[Any]:
    """Those of the rows that owe something to a shared link.

    ``way`` goes from a row to its contact.
    """
    return rows.filter(
        Exists(
            Credit.objects.filter(approach=OuterRef(approach_path), link__isnull=False)
        )
    )


def channel_credits(rows: QuerySet[Any], approach_path: str = "") -> ChannelCredits:
    """Parts by channel of the rows that came by the public.

    ``way`` goes from a row to its contact.
    """
    at = f"{approach_path}__" if approach_path else ""
    asked = rows.filter(public_contacts_filter(approach_path)).order_by()
    channel, among = f"{at}credits__link__channel", f"{at}credits__among"
    parts: dict[str, Fraction] = {}
    for name, one_of, number in asked.values_list(channel, among).annotate(
        number=Count("pk")
    ):
        if name:
            parts[name] = parts.get(name, Fraction()) + Fraction(number, one_of)
    return ChannelCredits(asked.count(), parts)
