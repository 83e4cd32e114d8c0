"""Figures of the programme, computed from the data each time they are read.

``viewer``: None for the public, which reads the whole programme; staff may narrow to one of
their zones or cohorts.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from entremise.candidates.enums import LeavingReason, PathState
from entremise.candidates.models import Candidate, Cohort, PathMove
from entremise.foundation.accounts.models import Viewer, Zone
from entremise.foundation.accounts.rules import staff_zone_ids
from entremise.foundation.kit.text import gettext as _, ngettext
from entremise.impact import rules
from entremise.impact.enums import DEFINITIONS, Indicator, Outcome
from entremise.meetings.enums import COMPANY_MEETING_KINDS, MeetingState
from entremise.meetings.models import Meeting
from entremise.onboarding.enums import MILESTONE_DAYS, Milestone
from entremise.onboarding.models import CheckIn, Hire
from entremise.sharing.models import ShareEvent, Visit
from entremise.sharing.queries.daily_counts import share_totals

from .counting import (
    WHOLE_PROGRAMME,
    Scope,
    accompanied_count,
    engaged_companies,
    held_meetings,
    started_hires,
)
from .goals import Goal, current_goals


@dataclass(frozen=True)
class Figure:
    key: str
    label: str
    value: int
    definition: str
    target: int | None = None
    total: int | None = None  # when ``value`` is a part of it
    note: str = ""
    goal: Goal | None = (
        None  # its ``reached`` counts from the first day of the goal only
    )


def scope_for(viewer: Viewer, *, zone: str = "", cohort: str = "") -> Scope | None:
    """A zone (slug) or a cohort (code) of the viewer; None when it is not theirs."""
    allowed = staff_zone_ids(viewer)
    found_zone, found_cohort = None, None
    if zone:
        found_zone = Zone.objects.filter(slug=zone).first()
        if found_zone is None or (allowed is not None and found_zone.pk not in allowed):
            return None
    if cohort:
        found_cohort = Cohort.objects.select_related("zone").filter(code=cohort).first()
        if found_cohort is None or (
            allowed is not None and found_cohort.zone_id not in allowed
        ):
            return None
    return Scope(found_zone, found_cohort)


def share_and_visit_counts(scope: Scope) -> tuple[int, int]:
    """Shares, and visits by a share link. Of a cohort, those of the last 25 months only."""
    if scope.cohort:
        shared = ShareEvent.objects.filter(scope.candidate_filter("link__candidate"))
        visited = Visit.objects.filter(
            scope.candidate_filter("candidate"), link__isnull=False
        )
        return shared.count(), visited.count()
    totals = share_totals(scope.zone)
    return totals.shares, totals.visits_by_link


def key_figures(
    *,
    zone: Zone | None = None,
    cohort: Cohort | None = None,
    viewer: Viewer | None = None,
) -> list[Figure]:
    """The main figures with their targets. By zone or cohort for staff only."""
    if viewer is None or not rules.can_read_zone_figures(viewer):
        zone = cohort = None
    scope = Scope(zone, cohort)
    # of a cohort, its own; a zone and a cohort at once: the cohort's
    goals = current_goals(None if cohort else zone, cohort)
    hires = started_hires(scope).aggregate(
        all=Count("pk"), built=Count("pk", filter=Q(built_for_person=True))
    )
    meetings = Meeting.objects.filter(
        scope.candidate_filter("candidate"), kind__in=COMPANY_MEETING_KINDS
    ).aggregate(
        held=Count("pk", filter=Q(state=MeetingState.HELD)),
        claimed=Count("pk", filter=Q(state=MeetingState.CLAIMED)),
    )
    values: list[tuple[Indicator, int, int | None, str]] = [
        (Indicator.ACCOMPANIED, accompanied_count(scope), None, ""),
        (Indicator.COMPANIES, engaged_companies(scope).count(), None, ""),
        (Indicator.HIRES, hires["all"], None, ""),
        (Indicator.BUILT, hires["built"], hires["all"], ""),
        (
            Indicator.MEETINGS,
            meetings["held"],
            None,
            _claimed_note(meetings["claimed"]),
        ),
        (Indicator.SHARES, share_and_visit_counts(scope)[0], None, ""),
    ]
    return [
        Figure(
            str(key),
            str(key.label),
            value,
            str(DEFINITIONS[key]),
            goals[key].value if key in goals else None,
            total,
            note,
            goals.get(key),
        )
        for key, value, total, note in values
    ]


def _claimed_note(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "et %(number)d dite par un seul côté, comptée à part",
        "et %(number)d dites par un seul côté, comptées à part",
        number,
    ) % {"number": number}


# ---- still in the job ----


@dataclass(frozen=True)
class JobRetention:
    """Of the hires old enough for a milestone: how many stayed, left, or are unknown."""

    label: str
    total: int
    stayed: int
    left: int
    unknown: int

    @property
    def is_small(self) -> bool:
        return self.total < rules.MIN_GROUP_SIZE


RETENTION_MILESTONES = (Milestone.MONTH_3, Milestone.MONTH_6, Milestone.MONTH_12)


def job_retention(scope: Scope = WHOLE_PROGRAMME) -> list[JobRetention]:
    return [_job_retention(scope, milestone) for milestone in RETENTION_MILESTONES]


def _job_retention(scope: Scope, milestone: Milestone) -> JobRetention:
    length = timedelta(days=MILESTONE_DAYS[milestone])
    old_enough = Hire.objects.filter(
        scope.candidate_filter("candidate"),
        starts_on__lte=timezone.localdate() - length,
    )
    later = [key for key, days in MILESTONE_DAYS.items() if days >= length.days]
    confirmed = CheckIn.objects.filter(
        hire=OuterRef("pk"),
        milestone__in=later,
        still_in_job=True,
        answered_at__isnull=False,
    )
    stayed = left = 0
    rows = list(
        old_enough.annotate(confirmed=Exists(confirmed)).values_list(
            "starts_on", "ended_on", "confirmed"
        )
    )
    for starts_on, ended_on, is_confirmed in rows:
        if ended_on is not None and ended_on < starts_on + length:
            left += 1
        elif ended_on is not None or is_confirmed:
            stayed += 1
    total = len(rows)
    return JobRetention(
        str(milestone.label), total, stayed, left, total - left - stayed
    )


# ---- outcomes of those who started ----


@dataclass(frozen=True)
class StarterOutcomes:
    """Where those who started are now; the parts add up to the total."""

    name: str
    zone: str
    starts_on: date | None
    total: int
    parts: dict[str, int]

    @property
    def is_small(self) -> bool:
        return self.total < rules.MIN_GROUP_SIZE

    @property
    def cells(self) -> list[int]:
        return [self.parts[outcome] for outcome in Outcome.values]

    @property
    def public_cells(self) -> list[int | None]:
        """The cells, with None for groups below ``MIN_GROUP_SIZE``."""
        return [
            number if number == 0 or number >= rules.MIN_GROUP_SIZE else None
            for number in self.cells
        ]


def _started(people: QuerySet[Candidate]) -> QuerySet[Candidate]:
    return people.filter(
        Exists(
            PathMove.objects.filter(candidate=OuterRef("pk"), became=PathState.ACTIVE)
        )
    )


def _parts() -> dict[str, Count]:
    hired = Q(worked=True)
    lost = Q(state=PathState.LEFT, last_reason=True) & ~hired
    left = Q(state=PathState.LEFT) & ~hired & ~lost
    return {
        Outcome.HIRED: Count("pk", filter=hired),
        Outcome.LOST: Count("pk", filter=lost),
        Outcome.LEFT: Count("pk", filter=left),
        "total": Count("pk"),
    }


def _annotated(people: QuerySet[Candidate]) -> QuerySet[Candidate]:
    today = timezone.localdate()
    no_news = PathMove.objects.filter(
        candidate=OuterRef("pk"), became=PathState.LEFT, reason=LeavingReason.NO_NEWS
    )
    return _started(people).annotate(
        worked=Exists(
            Hire.objects.filter(candidate=OuterRef("pk"), starts_on__lte=today)
        ),
        last_reason=Exists(no_news),
    )


def _starter_outcomes(
    name: str, zone: str, starts_on: date | None, found: dict[str, Any]
) -> StarterOutcomes:
    parts = {
        str(outcome): found.get(outcome) or 0
        for outcome in (Outcome.HIRED, Outcome.LEFT, Outcome.LOST)
    }
    total = found.get("total") or 0
    parts[str(Outcome.GOING_ON)] = total - sum(parts.values())
    return StarterOutcomes(name, zone, starts_on, total, parts)


def starter_outcomes(scope: Scope = WHOLE_PROGRAMME) -> StarterOutcomes:
    """All who started, of every cohort."""
    found = _annotated(Candidate.objects.filter(scope.candidate_filter())).aggregate(
        **_parts()
    )
    return _starter_outcomes(
        _("Toutes les personnes qui ont commencé"), "", None, found
    )


def cohort_outcomes_for(
    viewer: Viewer | None = None, *, zone: Zone | None = None
) -> list[StarterOutcomes]:
    """By cohort, the latest first. The public gets cohorts of ``MIN_GROUP_SIZE`` or more."""
    staff = viewer if viewer and rules.can_read_zone_figures(viewer) else None
    zones = staff_zone_ids(staff) if staff else None
    known = Cohort.objects.select_related("zone").filter(
        starts_on__lte=timezone.localdate()
    )
    if zones is not None:
        known = known.filter(zone__in=zones)
    if zone:
        known = known.filter(zone=zone)
    people = _annotated(Candidate.objects.filter(cohort__in=known)).order_by()
    counted = {
        row["cohort"]: row for row in people.values("cohort").annotate(**_parts())
    }
    lines = [
        _starter_outcomes(c.name, c.zone.name, c.starts_on, dict(counted[c.pk]))
        for c in known
        if c.pk in counted
    ]
    return lines if staff else [line for line in lines if not line.is_small]


@dataclass(frozen=True)
class ZoneFigures:
    zone: Zone
    accompanied: int
    companies: int
    meetings: int
    hires: int

    @property
    def is_any(self) -> bool:
        return bool(self.accompanied or self.companies or self.meetings or self.hires)


def zone_figures_for(viewer: Viewer) -> list[ZoneFigures]:
    """The figures of each zone of a staff member; none for others."""
    if not rules.can_read_zone_figures(viewer):
        return []
    zones = staff_zone_ids(viewer)
    known = Zone.objects.all() if zones is None else Zone.objects.filter(pk__in=zones)
    open_first = known.order_by(F("closed_at").asc(nulls_first=True), "name")
    welcomed = _per_zone(
        PathMove.objects.filter(became=PathState.ACCEPTED),
        "candidate__zone",
        "candidate",
    )
    engaged = _per_zone(engaged_companies(WHOLE_PROGRAMME), "zone", "pk")
    held = _per_zone(held_meetings(WHOLE_PROGRAMME), "candidate__zone", "pk")
    started = _per_zone(started_hires(WHOLE_PROGRAMME), "candidate__zone", "pk")
    lines = [
        ZoneFigures(
            z,
            welcomed.get(z.pk, 0),
            engaged.get(z.pk, 0),
            held.get(z.pk, 0),
            started.get(z.pk, 0),
        )
        for z in open_first
    ]
    return [line for line in lines if line.zone.is_open or line.is_any]


def _per_zone(rows: QuerySet[Any], zone: str, what: str) -> dict[int, int]:
    return dict(
        rows.order_by().values_list(zone).annotate(number=Count(what, distinct=True))
    )
