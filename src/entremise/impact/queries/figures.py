"""Figures counted again from the facts each time they are read: no constant, no counter kept aside.

``viewer``: None for the public, who reads the whole programme; the bridge may narrow to a
zone or a cohort of theirs.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from entremise.candidates.enums import LeavingReason, PathState
from entremise.candidates.models import Candidate, Cohort, PathMove
from entremise.companies.enums import CompanyState
from entremise.companies.models import Company
from entremise.foundation.accounts.models import Zone
from entremise.foundation.accounts.rules import staff_zone_ids
from entremise.foundation.kit.text import gettext as _
from entremise.impact import rules
from entremise.impact.enums import DEFINITIONS, Indicator, Outcome
from entremise.impact.models import Target
from entremise.meetings.enums import COMPANY_MEETING_KINDS, ApproachKind, MeetingState
from entremise.meetings.models import Approach, Meeting
from entremise.onboarding.enums import MILESTONE_DAYS, Milestone
from entremise.onboarding.models import CheckIn, Hire
from entremise.opportunities.enums import OpportunityState
from entremise.opportunities.models import Opportunity
from entremise.sharing.models import ShareEvent, Visit
from entremise.sharing.queries.daily_counts import share_totals


@dataclass(frozen=True)
class Scope:
    """What part of the programme is counted."""

    zone: Zone | None = None
    cohort: Cohort | None = None

    def candidate_filter(self, field: str = "") -> Q:
        """``field``: the way from the rows counted to the person."""
        at = f"{field}__" if field else ""
        found = Q(**{f"{at}zone": self.zone}) if self.zone else Q()
        return found & Q(**{f"{at}cohort": self.cohort}) if self.cohort else found


WHOLE_PROGRAMME = Scope()


@dataclass(frozen=True)
class Figure:
    key: str
    label: str
    value: int
    definition: str
    target: int | None = None
    total: int | None = None  # out of how many, when it is a part
    note: str = ""


def scope_for(viewer: Any, *, zone: str = "", cohort: str = "") -> Scope | None:
    """A zone (slug) or a cohort (code) the viewer watches over; None when it is not theirs."""
    mine = staff_zone_ids(viewer)
    found_zone, found_cohort = None, None
    if zone:
        found_zone = Zone.objects.filter(slug=zone).first()
        if found_zone is None or (mine is not None and found_zone.pk not in mine):
            return None
    if cohort:
        found_cohort = Cohort.objects.select_related("zone").filter(code=cohort).first()
        if found_cohort is None or (
            mine is not None and found_cohort.zone_id not in mine
        ):
            return None
    return Scope(found_zone, found_cohort)


def accompanied_count(scope: Scope = WHOLE_PROGRAMME) -> int:
    welcomed = PathMove.objects.filter(
        scope.candidate_filter("candidate"), became=PathState.ACCEPTED
    )
    return welcomed.values("candidate").distinct().count()


def _engaged_companies(scope: Scope) -> QuerySet[Company]:
    company = {"company": OuterRef("pk")}
    held = Meeting.objects.filter(state=MeetingState.HELD, **company)
    jobs = Opportunity.objects.filter(
        state__in=[OpportunityState.OPEN, OpportunityState.FILLED], **company
    )
    wrote = Approach.objects.filter(
        kind=ApproachKind.FROM_COMPANY, sender__isnull=False, **company
    )
    gesture = (
        Exists(wrote)
        | Exists(held)
        | Exists(jobs)
        | Exists(Hire.objects.filter(**company))
    )
    verified = Company.objects.filter(state=CompanyState.VERIFIED)
    if scope.cohort:  # those who met or hired somebody of this cohort
        in_cohort = {"candidate__cohort": scope.cohort}
        gesture = Exists(held.filter(**in_cohort)) | Exists(
            Hire.objects.filter(**company, **in_cohort)
        )
    return verified.filter(gesture, **({"zone": scope.zone} if scope.zone else {}))


def started_hires(scope: Scope) -> QuerySet[Hire]:
    return Hire.objects.filter(
        scope.candidate_filter("candidate"), starts_on__lte=timezone.localdate()
    )


def held_meetings(scope: Scope) -> QuerySet[Meeting]:
    return Meeting.objects.filter(
        scope.candidate_filter("candidate"),
        kind__in=COMPANY_MEETING_KINDS,
        state=MeetingState.HELD,
    )


def share_and_visit_counts(scope: Scope) -> tuple[int, int]:
    """Shares, and visits by a shared link: sums of the days that are over and today's facts.

    Of a cohort, the facts alone, which are kept 25 months.
    """
    if scope.cohort:
        shared = ShareEvent.objects.filter(scope.candidate_filter("link__candidate"))
        came = Visit.objects.filter(
            scope.candidate_filter("candidate"), link__isnull=False
        )
        return shared.count(), came.count()
    whole = share_totals(scope.zone)
    return whole.shares, whole.visits_by_link


def key_figures(
    *, zone: Zone | None = None, cohort: Cohort | None = None, viewer: Any = None
) -> list[Figure]:
    """The main figures with their goals. By zone and cohort for the bridge only."""
    if (zone or cohort) and not rules.can_read_zone_figures(viewer):
        zone = cohort = None
    scope = Scope(zone, cohort)
    targets = {} if cohort else _targets(zone)
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
        (Indicator.COMPANIES, _engaged_companies(scope).count(), None, ""),
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
            targets.get(key),
            whole,
            note,
        )
        for key, value, whole, note in values
    ]


def _claimed_note(number: int) -> str:
    if not number:
        return ""
    return _("et %(number)d dites par un seul côté, comptées à part") % {
        "number": number
    }


def _targets(zone: Zone | None) -> dict[str, int]:
    today = timezone.localdate()
    current = Target.objects.filter(
        zone=zone, starts_on__lte=today, ends_on__gte=today
    ).order_by("starts_on")
    return dict(current.values_list("indicator", "value"))


# ---- still in the job ----


@dataclass(frozen=True)
class JobRetention:
    """Of all the hires old enough, how many are known to last.

    Those of whom nothing is known are said.
    """

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
    return [_stay(scope, milestone) for milestone in RETENTION_MILESTONES]


def _stay(scope: Scope, milestone: Milestone) -> JobRetention:
    length = timedelta(days=MILESTONE_DAYS[milestone])
    old_enough = Hire.objects.filter(
        scope.candidate_filter("candidate"),
        starts_on__lte=timezone.localdate() - length,
    )
    later = [key for key, days in MILESTONE_DAYS.items() if days >= length.days]
    said = CheckIn.objects.filter(
        hire=OuterRef("pk"),
        milestone__in=later,
        still_in_job=True,
        answered_at__isnull=False,
    )
    stayed = left = 0
    rows = list(
        old_enough.annotate(said=Exists(said)).values_list(
            "starts_on", "ended_on", "said"
        )
    )
    for starts_on, ended_on, is_said in rows:
        if ended_on is not None and ended_on < starts_on + length:
            left += 1
        elif ended_on is not None or is_said:
            stayed += 1
    whole = len(rows)
    return JobRetention(
        str(milestone.label), whole, stayed, left, whole - left - stayed
    )


# ---- who started together ----


@dataclass(frozen=True)
class StarterOutcomes:
    """Everybody who started, and where they are: the parts always add up to the whole."""

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
        """Small parts are not told to the public."""
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
        "whole": Count("pk"),
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
    whole = found.get("whole") or 0
    parts[str(Outcome.GOING_ON)] = whole - sum(parts.values())
    return StarterOutcomes(name, zone, starts_on, whole, parts)


def starter_outcomes(scope: Scope = WHOLE_PROGRAMME) -> StarterOutcomes:
    """All who started, whatever their cohort."""
    found = _annotated(Candidate.objects.filter(scope.candidate_filter())).aggregate(
        **_parts()
    )
    return _starter_outcomes(
        _("Toutes les personnes qui ont commencé"), "", None, found
    )


def cohort_outcomes_for(
    viewer: Any = None, *, zone: Zone | None = None
) -> list[StarterOutcomes]:
    """By cohort, the latest first.

    The public gets those that are large enough not to recognise anybody.
    """
    zones = staff_zone_ids(viewer) if rules.can_read_zone_figures(viewer) else None
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
    return (
        lines
        if rules.can_read_zone_figures(viewer)
        else [line for line in lines if not line.is_small]
    )


@dataclass(frozen=True)
class ZoneFigures:
    zone: Zone
    accompanied: int
    companies: int
    meetings: int
    hires: int


def zone_figures_for(viewer: Any) -> list[ZoneFigures]:
    """For the bridge: the zones they watch over, side by side."""
    if not rules.can_read_zone_figures(viewer):
        return []
    zones = staff_zone_ids(viewer)
    known = Zone.objects.all() if zones is None else Zone.objects.filter(pk__in=zones)
    welcomed = _per_zone(
        PathMove.objects.filter(became=PathState.ACCEPTED),
        "candidate__zone",
        "candidate",
    )
    engaged = _per_zone(_engaged_companies(WHOLE_PROGRAMME), "zone", "pk")
    held = _per_zone(held_meetings(WHOLE_PROGRAMME), "candidate__zone", "pk")
    started = _per_zone(started_hires(WHOLE_PROGRAMME), "candidate__zone", "pk")
    return [
        ZoneFigures(
            z,
            welcomed.get(z.pk, 0),
            engaged.get(z.pk, 0),
            held.get(z.pk, 0),
            started.get(z.pk, 0),
        )
        for z in known
    ]


def _per_zone(rows: QuerySet[Any], zone: str, what: str) -> dict[int, int]:
    return dict(
        rows.order_by().values_list(zone).annotate(number=Count(what, distinct=True))
    )
