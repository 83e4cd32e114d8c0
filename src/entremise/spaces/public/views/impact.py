"""What came of it, counted from the facts, each figure with what it means."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import anyone, reads
from entremise.impact import charts, queries
from entremise.impact.enums import Outcome


@reads(anyone)
def impact(request: HttpRequest) -> HttpResponse:
    figures = queries.key_figures()
    started = queries.starter_outcomes()
    stays = [stay for stay in queries.job_retention() if not stay.is_small]
    context = {
        "figures": figures,
        "goals": charts.bar_chart(
            _("Où nous en sommes de nos buts"),
            [
                (
                    f.label,
                    f.value,
                    f.target,
                    _("%(value)d sur %(target)d")
                    % {"value": f.value, "target": f.target},
                )
                for f in figures
                if f.target
            ],
        ),
        "chain": queries.funnel_steps(),
        "reach": queries.programme_reach(),
        "story": queries.latest_hire_story(),
        "started": started,
        "outcomes": list(
            zip([o.label for o in Outcome], started.public_cells, strict=True)
        ),
        "stays": stays,
        "stay_chart": charts.bar_chart(
            _("Encore en poste"), [stay_bar(stay) for stay in stays]
        ),
        "cohorts": queries.cohort_outcomes_for(),
        "outcome_labels": [o.label for o in Outcome],
        "origins": queries.hire_origins(),
    }
    response = render(request, "public/impact.html", context)
    response.headers["X-Robots-Tag"] = "index, follow"
    return response


def stay_bar(stay: queries.JobRetention) -> tuple[str, int, int, str]:
    words = _("%(stayed)d des %(whole)d, %(unknown)d sans nouvelles")
    values = {"stayed": stay.stayed, "whole": stay.total, "unknown": stay.unknown}
    return (
        _("Après %(time)s :") % {"time": stay.label},
        stay.stayed,
        stay.total,
        words % values,
    )
