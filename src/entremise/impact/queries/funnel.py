"""Shares, visits, contacts, meetings and hires by channel.

Credits are stored on the contact; meetings and hires use the credits of their contact.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.candidates.rules import can_view_candidate
from entremise.foundation.accounts.models import Viewer
from entremise.foundation.kit.text import gettext as _
from entremise.impact import rules
from entremise.impact.enums import DEFINITIONS, Indicator
from entremise.meetings.enums import COMPANY_MEETING_KINDS, ApproachKind, MeetingState
from entremise.meetings.models import Approach, Meeting
from entremise.onboarding.models import Hire
from entremise.sharing.enums import ShareChannel
from entremise.sharing.models import Credit, ShareEvent, Visit
from entremise.sharing.queries.credits import (
    ChannelCredits,
    channel_credits,
    credited_to_links,
)
from entremise.sharing.queries.share_figures import counts_by_channel
from entremise.sharing.wording import fraction_in_words

from .counting import WHOLE_PROGRAMME, Scope, held_meetings, started_hires
from .figures import (
    share_and_visit_counts,
)

CONTACT_OF_MEETING, CONTACT_OF_HIRE = "approach", "meeting__approach"


@dataclass(frozen=True)
class FunnelStep:
    """One step from the share to the hire."""

    key: str
    label: str
    value: int
    definition: str


def funnel_steps(scope: Scope = WHOLE_PROGRAMME) -> list[FunnelStep]:
    """How many shares, and what they led to."""
    shares, visits = share_and_visit_counts(scope)
    contacts = credited_to_links(
        Approach.objects.filter(scope.candidate_filter("candidate"))
    )
    meetings = credited_to_links(held_meetings(scope), CONTACT_OF_MEETING)
    hires = credited_to_links(started_hires(scope), CONTACT_OF_HIRE)
    return [
        FunnelStep("shares", _("partages"), shares, str(DEFINITIONS[Indicator.SHARES])),
        FunnelStep(
            "visits",
            _("visites par un lien partagé"),
            visits,
            _(
                "Ouvertures d’un CV par un lien partagé, une fois par jour pour le même visiteur."
            ),
        ),
        FunnelStep(
            "contacts",
            _("prises de contact"),
            contacts.count(),
            _(
                "Propositions de rencontre et mises en relation écrites après être venu"
                " par un lien partagé. Quand plusieurs liens ont pu y mener,"
                " chacun en a une part égale."
            ),
        ),
        FunnelStep(
            "meetings",
            _("rencontres"),
            meetings.count(),
            _(
                "Rencontres confirmées par les deux côtés, nées d’une de ces prises de contact."
            ),
        ),
        FunnelStep(
            "hires",
            _("embauches"),
            hires.count(),
            _(
                "Embauches nées d’une de ces rencontres."
                " Quand l’origine n’est pas sûre, nous disons « inconnue »."
            ),
        ),
    ]


# ---- by channel ----


@dataclass(frozen=True)
class ChannelRow:
    label: str
    shares: int | None
    visits: int | None
    contacts: str
    meetings: str
    hires: str
    channel: str = ""


@dataclass(frozen=True)
class SharingReach:
    """What each channel led to. ``unknown``: the row of contacts of unknown origin."""

    shares: int
    visits: int
    contacts: ChannelCredits
    meetings: ChannelCredits
    hires: ChannelCredits
    rows: list[ChannelRow]
    unknown: ChannelRow | None
    plain_visits: int = 0
    since: date | None = None

    @property
    def contacts_unknown(self) -> int:
        return ceil(self.contacts.unknown)

    @property
    def has_fractions(self) -> bool:
        ends = (self.contacts, self.meetings, self.hires)
        return any(
            part.denominator > 1 for end in ends for part in end.channels.values()
        )


def _build_reach(
    shares: dict[str | None, int],
    visits: dict[str | None, int],
    *,
    contacts: ChannelCredits,
    meetings: ChannelCredits,
    hires: ChannelCredits,
    since: date | None = None,
) -> SharingReach:
    def of(end: ChannelCredits, channel: str) -> str:
        return fraction_in_words(end.channels.get(channel, Fraction()))

    rows = [
        ChannelRow(
            str(channel.label),
            shares.get(channel, 0),
            visits.get(channel, 0),
            of(contacts, channel),
            of(meetings, channel),
            of(hires, channel),
            channel.value,
        )
        for channel in ShareChannel
        if shares.get(channel) or visits.get(channel) or channel in contacts.channels
    ]
    unknown = None
    if contacts.unknown or meetings.unknown or hires.unknown:
        lost = [fraction_in_words(end.unknown) for end in (contacts, meetings, hires)]
        unknown = ChannelRow(
            _("Nous ne savons pas"), None, None, lost[0], lost[1], lost[2]
        )
    return SharingReach(
        sum(shares.values()),
        sum(visits.values()),
        contacts,
        meetings,
        hires,
        rows,
        unknown,
        plain_visits=visits.get(None, 0),
        since=since,
    )


def candidate_reach_for(viewer: Viewer, candidate: Candidate) -> SharingReach | None:
    """What the shares of one person led to; None for who may not view the candidate.

    Only contacts that were passed on to the person count.
    """
    if not can_view_candidate(viewer, candidate):
        return None
    shared, visited = (
        ShareEvent.objects.filter(link__candidate=candidate),
        Visit.objects.filter(candidate=candidate),
    )
    days = [
        events.order_by("day").values_list("day", flat=True).first()
        for events in (shared, visited)
    ]
    held = Meeting.objects.filter(
        candidate=candidate, kind__in=COMPANY_MEETING_KINDS, state=MeetingState.HELD
    )
    hired = Hire.objects.filter(
        candidate=candidate, starts_on__lte=timezone.localdate()
    )
    return _build_reach(
        counts_by_channel(shared),
        counts_by_channel(visited),
        contacts=channel_credits(
            Approach.objects.filter(candidate=candidate, forwarded_at__isnull=False)
        ),
        meetings=channel_credits(held, CONTACT_OF_MEETING),
        hires=channel_credits(hired, CONTACT_OF_HIRE),
        since=min(filter(None, days), default=None),
    )


def programme_reach(scope: Scope = WHOLE_PROGRAMME) -> SharingReach:
    """What each channel led to in the last 25 months, in a part of the programme."""
    return _build_reach(
        counts_by_channel(
            ShareEvent.objects.filter(scope.candidate_filter("link__candidate"))
        ),
        counts_by_channel(Visit.objects.filter(scope.candidate_filter("candidate"))),
        contacts=channel_credits(
            Approach.objects.filter(scope.candidate_filter("candidate"))
        ),
        meetings=channel_credits(held_meetings(scope), CONTACT_OF_MEETING),
        hires=channel_credits(started_hires(scope), CONTACT_OF_HIRE),
    )


# ---- origin of hires ----


@dataclass(frozen=True)
class HireOrigin:
    label: str
    value: int


def hire_origins(scope: Scope = WHOLE_PROGRAMME) -> list[HireOrigin]:
    """How hires came about; the values add up to all the hires."""
    shared = Q(
        Exists(
            Credit.objects.filter(
                approach=OuterRef(CONTACT_OF_HIRE), link__isnull=False
            )
        )
    )
    introduced = Q(meeting__approach__kind=ApproachKind.INTRODUCTION)
    counts = started_hires(scope).aggregate(
        shared=Count("pk", filter=shared),
        introduced=Count("pk", filter=introduced & ~shared),
        met=Count("pk", filter=Q(meeting__isnull=False) & ~introduced & ~shared),
        unknown=Count("pk", filter=Q(meeting=None)),
    )
    return [
        HireOrigin(_("d’un partage du public"), counts["shared"]),
        HireOrigin(_("d’une mise en relation"), counts["introduced"]),
        HireOrigin(_("d’une autre rencontre"), counts["met"]),
        HireOrigin(_("d’une origine inconnue"), counts["unknown"]),
    ]


@dataclass(frozen=True)
class HireStory:
    """The latest hire that a share led to, without a name.

    A trait is empty unless ``MIN_HIRES_SHARING_TRAIT`` hires share it.
    """

    channel: str
    zone: str
    quarter: str
    built: bool


def _single_link_credits() -> QuerySet[Credit]:
    """Credits to one link alone, with shares and visits."""
    return Credit.objects.filter(
        Exists(ShareEvent.objects.filter(link=OuterRef("link"))),
        Exists(Visit.objects.filter(link=OuterRef("link"))),
        approach=OuterRef("meeting__approach"),
        among=1,
    )


def latest_hire_story() -> HireStory | None:
    rows = started_hires(WHOLE_PROGRAMME)
    hire = (
        rows.filter(Exists(_single_link_credits()), meeting__state=MeetingState.HELD)
        .annotate(channel=F("meeting__approach__credits__link__channel"))
        .order_by("-starts_on", "-pk")
        .first()
    )
    if hire is None:
        return None
    zone = hire.candidate.zone
    alike_zone = (
        rows.filter(candidate__zone=zone).count() >= rules.MIN_HIRES_SHARING_TRAIT
    )
    first = date(hire.starts_on.year, 3 * ((hire.starts_on.month - 1) // 3) + 1, 1)
    alike_quarter = (
        rows.filter(
            starts_on__gte=first, starts_on__lt=first + timedelta(days=92)
        ).count()
        >= rules.MIN_HIRES_SHARING_TRAIT
    )
    seasons = {
        1: _("cet hiver"),
        4: _("ce printemps"),
        7: _("cet été"),
        10: _("cet automne"),
    }
    recent = (timezone.localdate() - hire.starts_on).days < 180
    return HireStory(
        channel=str(ShareChannel(hire.channel).label),
        zone=zone.name if alike_zone else "",
        quarter=seasons[first.month] if alike_quarter and recent else "",
        built=hire.built_for_person
        and rows.filter(built_for_person=True).count() >= rules.MIN_HIRES_SHARING_TRAIT,
    )
