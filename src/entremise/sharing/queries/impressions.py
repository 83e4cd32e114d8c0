"""Impressions of each visible person compared with their fair share, for the team."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.models import Candidate, Publication
from entremise.candidates.queries.candidates import candidates_visible_to
from entremise.candidates.queries.publications import (
    live_publications,
    public_cv_from_publication,
)
from entremise.foundation.accounts.models import Viewer
from entremise.gallery import rules as gallery_rules
from entremise.gallery.models import ImpressionCount
from entremise.meetings.models import Approach
from entremise.sharing.models import Visit

REPORT_DAYS = 30
LOW_SHARE = 0.8  # of the fair share; below, the person needs help
MIN_SLOTS = 16  # two days; below, a share means nothing yet


@dataclass(frozen=True)
class PersonImpressions:
    """One person over the last ``REPORT_DAYS``."""

    pk: int  # of the publication
    code: str  # of the candidate
    name: str
    zone: str
    slots: int  # in which they were visible
    slots_shown: int  # of these, with at least one impression
    shown: int
    # Impressions they would have if each page had been shared out equally.
    fair_share: float
    visits: int
    contacts: int

    @property
    def percent(self) -> int | None:
        """Of the fair share; None when it is below one impression or there are too few slots."""
        return (
            round(100 * self.shown / self.fair_share)
            if self.fair_share >= 1 and self.slots >= MIN_SLOTS
            else None
        )

    @property
    def needs_help(self) -> bool:
        return self.slots >= MIN_SLOTS and (
            not self.visits
            or (self.percent is not None and self.percent < 100 * LOW_SHARE)
        )


@dataclass(frozen=True)
class ImpressionReport:
    since: datetime
    people: list[PersonImpressions] = field(default_factory=list)

    @property
    def to_help(self) -> list[PersonImpressions]:
        return [person for person in self.people if person.needs_help]

    @property
    def others(self) -> list[PersonImpressions]:
        return [person for person in self.people if not person.needs_help]

    def spread(self) -> list[tuple[int, int, int]]:
        """(from, to, people) by percent of the fair share; 0 as ``to``: no end."""
        known = [p.percent for p in self.people if p.percent is not None]
        steps = [(0, 50), (50, 80), (80, 121), (121, 151), (151, 0)]
        return [
            (a, b, sum(a <= n and (not b or n < b) for n in known)) for a, b in steps
        ]


def impression_report_for(viewer: Viewer, *, zone: str = "") -> ImpressionReport:
    """The visible people whom the viewer may see, by name.

    The fair share counts everybody who was visible. ``zone``: a slug.
    """
    now = timezone.now()
    last = gallery_rules.slot_at(now)
    first = last - gallery_rules.RANKING_WINDOW + 1
    since = now - timedelta(days=REPORT_DAYS)
    shown = {pk: (n, slots) for pk, n, slots in _shown(first, "candidate_id")}
    share = _fair_share_by_slot(first, last)
    rows = Publication.objects.live().filter(
        candidate__in=candidates_visible_to(viewer)
    )
    rows = (rows.filter(candidate__zone__slug=zone) if zone else rows).select_related(
        "candidate__zone"
    )
    visits = _number(Visit.objects.filter(day__gt=timezone.localdate(since)))
    contacts = _number(Approach.objects.filter(created_at__gt=since))
    people = []
    for row in rows:
        start = min(max(gallery_rules.slot_at(row.first_published_at), first), last)
        n, slots_shown = shown.get(row.candidate_id, (0, 0))
        who: Candidate = row.candidate
        people.append(
            PersonImpressions(
                row.pk,
                who.code,
                str(who),
                who.zone.name,
                last - start + 1,
                slots_shown,
                n,
                share[last] - share[start - 1],
                visits.get(who.pk, 0),
                contacts.get(who.pk, 0),
            )
        )
    return ImpressionReport(
        since, sorted(people, key=lambda person: (person.name.casefold(), person.code))
    )


def _shown(first: int, by: str) -> Iterable[tuple[int, int, int]]:
    """(value of ``by``, impressions, rows) since the slot ``first``."""
    rows = ImpressionCount.objects.filter(slot__gte=first, shown__gt=0).order_by()
    return (
        rows.values_list(by)
        .annotate(n=Sum("shown"), rows=Count("pk"))
        .values_list(by, "n", "rows")
    )


def _number(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values_list("candidate_id").annotate(n=Count("pk")))


def _fair_share_by_slot(first: int, last: int) -> dict[int, float]:
    """Slot → fair share, at its end, of somebody visible since the first slot."""
    pages = {slot: n for slot, n, _people in _shown(first, "slot")}
    changes = dict.fromkeys(range(first, last + 2), 0)
    dates = Publication.objects.exclude(
        ended_at__lt=timezone.now() - timedelta(days=REPORT_DAYS + 1)
    )
    for start, end in dates.values_list("first_published_at", "ended_at"):
        begins = min(max(gallery_rules.slot_at(start), first), last + 1)
        ends = (
            min(max(gallery_rules.slot_at(end) + 1, first), last + 1)
            if end
            else last + 1
        )
        changes[begins] += 1
        changes[ends] -= 1
    present = dict(zip(changes, accumulate(changes.values()), strict=True))
    shares = accumulate(
        pages.get(slot, 0) / present[slot] if present[slot] else 0.0
        for slot in range(first, last + 1)
    )
    return {first - 1: 0.0} | dict(zip(range(first, last + 1), shares, strict=True))


def cvs_for_impressions(people: Iterable[PersonImpressions]) -> dict[int, PublicCV]:
    """Row id of the publication → public CV, to suggest improvements."""
    rows = live_publications().filter(pk__in=[person.pk for person in people])
    return {row.pk: public_cv_from_publication(row) for row in rows}
