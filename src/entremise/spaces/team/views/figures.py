"""The figures of the viewer's zones, by zone and by cohort."""

from django.http import HttpResponse
from django.shortcuts import render

from entremise.candidates.queries.candidates import cohorts_for
from entremise.foundation.accounts.queries import zones_for
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.impact.enums import Outcome
from entremise.impact.queries.figures import (
    cohort_outcomes_for,
    job_retention,
    key_figures,
    scope_for,
    starter_outcomes,
    zone_figures_for,
)
from entremise.impact.queries.funnel import funnel_steps, hire_origins, programme_reach
from entremise.impact.queries.goals import current_place_goals_for
from entremise.spaces.shared import charts


@reads(is_staff)
def figures(request: SignedInRequest) -> HttpResponse:
    zone, cohort = request.GET.get("zone", ""), request.GET.get("promotion", "")
    scope = or_404(scope_for(request.user, zone=zone, cohort=cohort))
    started = starter_outcomes(scope)
    stays = [stay for stay in job_retention(scope) if stay.total]
    lines = zone_figures_for(request.user)
    context = {
        "figures": key_figures(
            zone=scope.zone, cohort=scope.cohort, viewer=request.user
        ),
        "place_goals": current_place_goals_for(request.user, scope),
        "zones": zones_for(request.user, closed_too=True),
        "cohorts": cohorts_for(request.user),
        "zone": zone,
        "cohort": cohort,
        "chain": funnel_steps(scope),
        "reach": programme_reach(scope),
        "origins": hire_origins(scope),
        "started": started,
        "outcomes": list(zip([o.label for o in Outcome], started.cells, strict=True)),
        "stays": stays,
        "by_zone": lines,
        "zone_chart": charts.bar_chart(
            _("Embauches par zone"),
            [
                (f"{line.zone} :", line.hires, max(z.hires for z in lines), line.hires)
                for line in lines
            ],
        ),
        "by_cohort": cohort_outcomes_for(request.user, zone=scope.zone),
        "outcome_labels": [o.label for o in Outcome],
    }
    return render(request, "team/figures.html", context)
