"""Goals, and how far each one is: facts between its two days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone

from entremise.candidates.enums import PathState
from entremise.candidates.models import Cohort, PathMove
from entremise.foundation.accounts.models import Viewer, Zone
from entremise.foundation.accounts.rules import staff_zone_ids
from entremise.foundation.kit.text import gettext as _
from entremise.impact import rules
from entremise.impact.enums import Indicator
from entremise.impact.models import Target
from entremise.sharing.models import ShareEvent
from entremise.sharing.queries.daily_counts import shares_between

from .counting import Scope, engaged_companies, held_meetings, started_hires


@dataclass(frozen=True)
class Goal:
    code: str
    indicator: Indicator
    place: str  # a zone, a cohort, the whole programme
    value: int
    starts_on: date
    ends_on: date
    target: Target

    @cached_property
    def reached(self) -> int:
        """Counted when it is asked: one query."""
        return reached_count(self.target)

    @property
    def is_of_a_place(self) -> bool:
        """Of a zone or a cohort, not of the whole programme."""
        return bool(self.target.zone_id or self.target.cohort_id)

    def is_in(self, zone: Zone) -> bool:
        cohort = self.target.cohort
        return self.target.zone == zone or (cohort is not None and cohort.zone == zone)

    @property
    def is_over(self) -> bool:
        return self.ends_on < timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        return self.starts_on > timezone.localdate()

    @property
    def public_reached(self) -> int | None:
        """None for a group in which somebody could be recognised."""
        is_small = 0 < self.reached < rules.MIN_GROUP_SIZE
        return None if is_small else self.reached


def goals_for(viewer: Viewer) -> list[Goal]:
    """Those of the viewer's zones and of the whole programme, the current ones first."""
    if not rules.can_read_zone_figures(viewer):
        return []
    zones = staff_zone_ids(viewer)
    rows = _targets()
    if zones is not None:
        elsewhere = Q(zone__isnull=False) & ~Q(zone__in=zones)
        elsewhere |= Q(cohort__isnull=False) & ~Q(cohort__zone__in=zones)
        rows = rows.exclude(elsewhere)
    return sorted(
        (goal_of(target) for target in rows),
        key=lambda goal: (goal.is_over, goal.is_to_come),
    )


def current_place_goals_for(viewer: Viewer, scope: Scope) -> list[Goal]:
    """The current goals of zones and cohorts, of the part of the programme that is read."""
    goals = [
        goal
        for goal in goals_for(viewer)
        if not (goal.is_over or goal.is_to_come) and goal.is_of_a_place
    ]
    if scope.cohort is not None:
        return [goal for goal in goals if goal.target.cohort == scope.cohort]
    if scope.zone is not None:
        return [goal for goal in goals if goal.is_in(scope.zone)]
    return goals


def public_goals() -> list[Goal]:
    """The current goals of zones and cohorts."""
    today = timezone.localdate()
    current = _targets().filter(starts_on__lte=today, ends_on__gte=today)
    return [goal_of(one) for one in current.exclude(zone=None, cohort=None)]


def current_goals(
    zone: Zone | None = None, cohort: Cohort | None = None
) -> dict[Indicator, Goal]:
    """The goal of each indicator today: of a zone, of a cohort, or of the whole programme."""
    today = timezone.localdate()
    current = _targets().filter(
        zone=zone, cohort=cohort, starts_on__lte=today, ends_on__gte=today
    )
    goals = [goal_of(target) for target in current]
    return {goal.indicator: goal for goal in goals}


def target_for(viewer: Viewer, code: str) -> Target | None:
    """A goal to change or remove."""
    if not rules.can_set_target(viewer):
        return None
    return _targets().filter(code=code).first()


def _targets() -> QuerySet[Target]:
    return Target.objects.select_related("zone", "cohort__zone").order_by(
        "starts_on", "indicator", "zone__name", "cohort__name", "pk"
    )


def place_of(target: Target) -> str:
    if target.cohort is not None:
        return str(target.cohort)
    return str(target.zone) if target.zone is not None else _("Tout le programme")


def goal_of(target: Target) -> Goal:
    return Goal(
        code=target.code,
        indicator=Indicator(target.indicator),
        place=place_of(target),
        value=target.value,
        starts_on=target.starts_on,
        ends_on=target.ends_on,
        target=target,
    )


def reached_count(target: Target) -> int:
    """What the figure of this goal counts, between its two days."""
    counters: dict[Indicator, Callable[[Scope, Target], int]] = {
        Indicator.ACCOMPANIED: _accompanied,
        Indicator.COMPANIES: _companies,
        Indicator.HIRES: _hires,
        Indicator.BUILT: _built,
        Indicator.MEETINGS: _meetings,
        Indicator.SHARES: _shares,
    }
    scope = Scope(target.zone, target.cohort)
    return counters[Indicator(target.indicator)](scope, target)


def _accompanied(scope: Scope, target: Target) -> int:
    """The day they were first welcomed counts."""
    welcomed = PathMove.objects.filter(
        scope.candidate_filter("candidate"), became=PathState.ACCEPTED
    )
    days = _days("at__date", target)
    before = welcomed.filter(at__date__lt=target.starts_on).values("candidate")
    return (
        welcomed.filter(days)
        .exclude(candidate__in=before)
        .values("candidate")
        .distinct()
        .count()
    )


def _companies(scope: Scope, target: Target) -> int:
    return engaged_companies(
        scope, since=target.starts_on, until=target.ends_on
    ).count()


def _hires(scope: Scope, target: Target) -> int:
    return started_hires(scope).filter(_days("starts_on", target)).count()


def _built(scope: Scope, target: Target) -> int:
    hires = started_hires(scope).filter(built_for_person=True)
    return hires.filter(_days("starts_on", target)).count()


def _meetings(scope: Scope, target: Target) -> int:
    return held_meetings(scope).filter(_days("starts_at__date", target)).count()


def _shares(scope: Scope, target: Target) -> int:
    """Of a cohort, those of the last 25 months only: the events of older days are gone."""
    if scope.cohort is None:
        return shares_between(target.starts_on, target.ends_on, zone=scope.zone)
    shared = ShareEvent.objects.filter(scope.candidate_filter("link__candidate"))
    return shared.filter(_days("day", target)).count()


def _days(field: str, target: Target) -> Q:
    return Q(**{f"{field}__gte": target.starts_on, f"{field}__lte": target.ends_on})
