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

from entremise.candidates.content import PublicCV
from entremise.candidates.models import Candidate, Publication
from entremise.candidates.queries import candidates_visible_to, public_cv, published_all
from entremise.gallery import rules as gallery_rules
from entremise.gallery.models import Exposure
from entremise.meetings.models import Approach
from entremise.sharing.models import Visit

DAYS = 30
LOW = 0.8  # of the fair share: below, and the team does something
LONG_ENOUGH = 16  # watches (two days): before, a share means nothing yet


@dataclass(frozen=True)
class Seen:
    """One person over the last thirty days.

    Alphabetical among those to help, then among the others.
    """

    pk: int  # of the publication
    code: str  # of the candidate
    name: str
    zone: str
    watches: int  # of three hours each, visible in
    turns: int  # of these, with at least one page that showed them
    shown: int
    fair: float  # what they would have had if each page had been shared out equally
    visits: int
    contacts: int

    @property
    def percent(self) -> int | None:
        """Of the fair share; None when there was nothing to share, or too little time."""
        return (
            round(100 * self.shown / self.fair)
            if self.fair >= 1 and self.watches >= LONG_ENOUGH
            else None
        )

    @property
    def needs_help(self) -> bool:
        return self.watches >= LONG_ENOUGH and (
            not self.visits or (self.percent is not None and self.percent < 100 * LOW)
        )


@dataclass(frozen=True)
class Report:
    since: datetime
    people: list[Seen] = field(default_factory=list)

    @property
    def to_help(self) -> list[Seen]:
        return [person for person in self.people if person.needs_help]

    @property
    def others(self) -> list[Seen]:
        return [person for person in self.people if not person.needs_help]

    def spread(self) -> list[tuple[int, int, int]]:
        """(from, to, people) in percent of the fair share; the last step has no end (0)."""
        known = [p.percent for p in self.people if p.percent is not None]
        steps = [(0, 50), (50, 80), (80, 121), (121, 151), (151, 0)]
        return [
            (a, b, sum(a <= n and (not b or n < b) for n in known)) for a, b in steps
        ]


def exposure_for(viewer: Any, *, zone: str = "") -> Report:
    """Of the people visible now whom the viewer may see.

    The fair share is counted among everybody who was visible.
    """
    now = timezone.now()
    last = gallery_rules.watch_of(now)
    first = last - gallery_rules.WINDOW + 1
    since = now - timedelta(days=DAYS)
    shown = {pk: (n, turns) for pk, n, turns in _shown(first, "candidate_id")}
    share = _share_until(first, last)
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
        start = min(max(gallery_rules.watch_of(row.first_published_at), first), last)
        n, turns = shown.get(row.candidate_id, (0, 0))
        who: Candidate = row.candidate
        people.append(
            Seen(
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
    return Report(
        since, sorted(people, key=lambda person: (person.name.casefold(), person.code))
    )


def _shown(first: int, by: str) -> Iterable[tuple[int, int, int]]:
    rows = Exposure.objects.filter(watch__gte=first, shown__gt=0).order_by()
    return (
        rows.values_list(by)
        .annotate(n=Sum("shown"), turns=Count("pk"))
        .values_list(by, "n", "turns")
    )


def _number(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values_list("candidate_id").annotate(n=Count("pk")))


def _share_until(first: int, last: int) -> dict[int, float]:
    """Watch → what somebody visible since the first would have had by its end, all pages
    shared out equally.
    """
    pages = {watch: n for watch, n, _people in _shown(first, "watch")}
    coming = dict.fromkeys(range(first, last + 2), 0)
    dates = Publication.objects.exclude(
        ended_at__lt=timezone.now() - timedelta(days=DAYS + 1)
    )
    for start, end in dates.values_list("first_published_at", "ended_at"):
        begins = min(max(gallery_rules.watch_of(start), first), last + 1)
        ends = (
            min(max(gallery_rules.watch_of(end) + 1, first), last + 1)
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


def cvs_of(people: Iterable[Seen]) -> dict[int, PublicCV]:
    """What the world reads of them, to say what could be better."""
    rows = published_all().filter(pk__in=[person.pk for person in people])
    return {row.pk: public_cv(row) for row in rows}
