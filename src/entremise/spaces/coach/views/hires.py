"""The first year at work of coached candidates."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from entremise.coaching.rules import is_coach
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import paginate
from entremise.onboarding import queries
from entremise.onboarding.enums import Respondent, StepAssignee
from entremise.spaces.shared.hires import HireScreens, build_hire_urls

hire_urls = partial(
    build_hire_urls,
    HireScreens(
        "coach",
        is_coach,
        _("Merci. L’équipe a votre réponse, et personne d’autre."),
        back_url_name="coach:hires",
    ),
)


@reads(is_coach)
def hires(request: SignedInRequest) -> HttpResponse:
    page = paginate(queries.coached_hires_for(request.user), request, size=12)
    for hire in page:
        hire.plan = queries.onboarding_plan_for(
            request.user, hire, own_roles={StepAssignee.COACH}
        )
        hire.check_in = (
            None if hire.ended_on else queries.next_check_in_of(hire, Respondent.COACH)
        )
        hire.open = hire.check_in is not None and queries.is_check_in_open(
            hire.check_in
        )
    return render(request, "coach/hires.html", {"page": page})
