"""Public figures of the programme, each with its definition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import anyone, reads
from entremise.impact.enums import Outcome
from entremise.impact.queries.figures import (
    JobRetention,
    cohort_outcomes_for,
    job_retention,
    key_figures,
    starter_outcomes,
)
from entremise.impact.queries.funnel import (
    funnel_steps,
    hire_origins,
    latest_hire_story,
    programme_reach,
)
from entremise.impact.queries.goals import public_goals
from entremise.spaces.shared import charts


@reads(anyone)
def impact(request: HttpRequest) -> HttpResponse:
    figures = key_figures()
    started = starter_outcomes()
    stays = [stay for stay in job_retention() if not stay.is_small]
    context = {
        "figures": figures,
        "goals": charts.bar_chart(
            _("Où nous en sommes de nos buts"),
            [
                (
                    f.label,
                    f.goal.reached,
                    f.goal.value,
                    _("%(value)d sur %(target)d")
                    % {"value": f.goal.reached, "target": f.goal.value},
                )
                for f in figures
                if f.goal
            ],
        ),
        "place_goals": public_goals(),
        "chain": funnel_steps(),
        "reach": programme_reach(),
        "story": latest_hire_story(),
        "started": started,
        "outcomes": list(
            zip([o.label for o in Outcome], started.public_cells, strict=True)
        ),
        "stays": stays,
        "stay_chart": charts.bar_chart(
            _("Encore en poste"), [stay_bar(stay) for stay in stays]
        ),
        "cohorts": cohort_outcomes_for(),
        "outcome_labels": [o.label for o in Outcome],
        "origins": hire_origins(),
    }
    response = render(request, "public/impact.html", context)
    response.headers["X-Robots-Tag"] = "index, follow"
    return response


def stay_bar(stay: JobRetention) -> tuple[str, int, int, str]:
    """Row of a bar chart: label, still employed, total, text."""
    text = _("%(stayed)d des %(whole)d, %(unknown)d sans nouvelles")
    values = {"stayed": stay.stayed, "whole": stay.total, "unknown": stay.unknown}
    return (
        _("Après %(time)s :") % {"time": stay.label},
        stay.stayed,
        stay.total,
        text % values,
    )
