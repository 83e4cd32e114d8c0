"""All the figures of the team's page, read once: the page, the workbook and the board's paper."""

from dataclasses import dataclass

from entremise.foundation.accounts.models import Viewer
from entremise.impact import rules

from .figures import (
    Figure,
    JobRetention,
    Scope,
    StarterOutcomes,
    ZoneFigures,
    cohort_outcomes_for,
    job_retention,
    key_figures,
    scope_for,
    starter_outcomes,
    zone_figures_for,
)
from .funnel import (
    FunnelStep,
    HireOrigin,
    SharingReach,
    funnel_steps,
    hire_origins,
    programme_reach,
)
from .goals import Goal, current_place_goals_for


@dataclass(frozen=True)
class FiguresReport:
    """What staff read of one part of the programme."""

    scope: Scope
    figures: list[Figure]
    place_goals: list[Goal]  # of its zones and cohorts
    steps: list[FunnelStep]
    reach: SharingReach
    origins: list[HireOrigin]
    started: StarterOutcomes
    stays: list[JobRetention]
    by_zone: list[ZoneFigures]
    by_cohort: list[StarterOutcomes]

    @property
    def goals(self) -> list[Goal]:
        """Of the part that is read, then of the zones and cohorts in it."""
        own = [figure.goal for figure in self.figures if figure.goal is not None]
        return own + [goal for goal in self.place_goals if goal not in own]


def figures_report_for(
    viewer: Viewer, *, zone: str = "", cohort: str = ""
) -> FiguresReport | None:
    """``zone``: slug, ``cohort``: code; None when it is not the viewer's."""
    scope = scope_for(viewer, zone=zone, cohort=cohort)
    if scope is None or not rules.can_read_zone_figures(viewer):
        return None
    return FiguresReport(
        scope=scope,
        figures=key_figures(zone=scope.zone, cohort=scope.cohort, viewer=viewer),
        place_goals=current_place_goals_for(viewer, scope),
        steps=funnel_steps(scope),
        reach=programme_reach(scope),
        origins=hire_origins(scope),
        started=starter_outcomes(scope),
        stays=[stay for stay in job_retention(scope) if stay.total],
        by_zone=zone_figures_for(viewer),
        by_cohort=cohort_outcomes_for(viewer, zone=scope.zone),
    )
