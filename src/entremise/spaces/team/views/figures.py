"""The figures of my zones, by zone and by cohort, each with its definition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.candidates.queries import cohorts_for
from entremise.foundation.accounts.queries import zones_for
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import found, reads
from entremise.impact import charts, queries
from entremise.impact.enums import Outcome


@reads(is_staff)
def figures(request: HttpRequest) -> HttpResponse:
    zone, cohort = request.GET.get("zone", ""), request.GET.get("promotion", "")
    scope = found(queries.scope_for(request.user, zone=zone, cohort=cohort))
    started = queries.started_together(scope)
    stays = [stay for stay in queries.stays(scope) if stay.whole]
    lines = queries.by_zone(request.user)
    context = {
        "figures": queries.figures(
            zone=scope.zone, cohort=scope.cohort, viewer=request.user
        ),
        "zones": zones_for(request.user),
        "cohorts": cohorts_for(request.user),
        "zone": zone,
        "cohort": cohort,
        "chain": queries.chains(scope),
        "reach": queries.channels(scope),
        "origins": queries.origins(scope),
        "started": started,
        "outcomes": list(zip([o.label for o in Outcome], started.cells, strict=True)),
        "stays": stays,
        "by_zone": lines,
        "zone_chart": charts.bars(
            _("Embauches par zone"),
            [
                (f"{line.zone} :", line.hires, max(z.hires for z in lines), line.hires)
                for line in lines
            ],
        ),
        "by_cohort": queries.cohorts(request.user, zone=scope.zone),
        "outcome_labels": [o.label for o in Outcome],
    }
    return render(request, "team/figures.html", context)
