"""The candidate's job: its plan and its check-ins."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from entremise.candidates.rules import is_candidate
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.onboarding import queries
from entremise.onboarding.enums import Respondent
from entremise.spaces.shared.hires import HireScreens, build_hire_urls

hire_urls = partial(
    build_hire_urls,
    HireScreens(
        "candidate",
        is_candidate,
        _("Merci. L’équipe a votre réponse."),
        back_url_name="candidate:job",
    ),
)


@reads(is_candidate)
def job(request: SignedInRequest) -> HttpResponse:
    hire = queries.own_hire_for(request.user)
    check_in = (
        queries.next_check_in_of(hire, Respondent.EMPLOYEE)
        if hire and not hire.ended_on
        else None
    )
    context = {
        "hire": hire,
        "plan": queries.onboarding_plan_for(request.user, hire) if hire else [],
        "check_in": check_in,
        "open": check_in is not None and queries.is_check_in_open(check_in),
        "answers": queries.own_check_in_answers_for(request.user, hire) if hire else [],
    }
    return render(request, "candidate/job.html", context)
