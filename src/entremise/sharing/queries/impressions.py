"""How much each visible person was shown lately, beside their fair share: for the team, to
help, never to rank.
"""

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
from entremise.candidates.queries.publications import live_publications, public_cv_of
from entremise.gallery import rules as gallery_rules
from entremise.gallery.models import ImpressionCount
from entremise.meetings.models import Approach
from entremise.sharing.models import Visit

REPORT_DAYS = 30
LOW_SHARE = 0.8  # of the fair share: below, and the team does something
MIN_SLOTS = 16  # watches (two days): before, a share means nothing yet


@dataclass(frozen=True)
class PersonImpressions:
    """One person over the last thirty days.

    Alphabetical among those to help, then among the others.
    """

    pk: int  # of the publication
    code: str  # of the candidate
    name: str
    zone: str
    slots: int  # of three hours each, visible in
    slots_shown: int  # of these, with at least one page that showed them
    shown: int
    fair_share: (
        float  # what they would have had if each page had been shared out equally
    )
    visits: int
    contacts: int

    @property
    def percent(self) -> int | None:
        """Of the fair share; None when there was nothing to share, or too little time."""
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
        """(from, to, people) in percent of the fair share; the last step has no end (0)."""
        known = [p.percent for p in self.people if p.percent is not None]
        steps = [(0, 50), (50, 80), (80, 121), (121, 151), (151, 0)]
        return [
            (a, b, sum(a <= n and (not b or n < b) for n in known)) for a, b in steps
        ]


def impression_report_for(viewer: Any, *, zone: str = "") -> ImpressionReport:
    """Of the people visible now whom the viewer may see.

    The fair share is counted among everybody who was visible.
    """
    now = timezone.now()
    last = gallery_rules.slot_at(now)
    first = last - gallery_rules.RANKING_WINDOW + 1
    since = now - timedelta(days=REPORT_DAYS)
    shown = {pk: (n, turns) for pk, n, turns in _shown(first, "candidate_id")}
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
        n, turns = shown.get(row.candidate_id, (0, 0))
        who: Candidate = row.candidate
        people.append(
            PersonImpressions(
                row.pk,
                who.code,
                str(who),
                who.zone.name,
                last - start + 1,
                turns,
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
    rows = ImpressionCount.objects.filter(watch__gte=first, shown__gt=0).order_by()
    return (
        rows.values_list(by)
        .annotate(n=Sum("shown"), turns=Count("pk"))
        .values_list(by, "n", "turns")
    )


def _number(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values_list("candidate_id").annotate(n=Count("pk")))


def _fair_share_by_slot(first: int, last: int) -> dict[int, float]:
    """Watch → what somebody visible since the first would have had by its end, all pages
    shared out equally.
    """
    pages = {watch: n for watch, n, _people in _shown(first, "watch")}
    coming = dict.fromkeys(range(first, last + 2), 0)
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
        coming[begins] += 1
        coming[ends] -= 1
    present = dict(zip(coming, accumulate(coming.values()), strict=True))
    shares = accumulate(
        pages.get(w, 0) / present[w] if present[w] else 0.0
        for w in range(first, last + 1)
    )
    return {first - 1: 0.0} | dict(zip(range(first, last + 1), shares, strict=True))


def cvs_for_impressions(people: Iterable[PersonImpressions]) -> dict[int, PublicCV]:
    """What the world reads of them, to say what could be better."""
    rows = live_publications().filter(pk__in=[person.pk for person in people])
    return {row.pk: public_cv_of(row) for row in rows}
