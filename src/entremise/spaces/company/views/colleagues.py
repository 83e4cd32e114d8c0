"""New colleagues hired by the company: plan, next steps, next check-in."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import render

from entremise.companies.queries import company_of_user
from entremise.companies.rules import is_company_member
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404, paginate
from entremise.onboarding import queries, rules
from entremise.onboarding.enums import Respondent
from entremise.spaces.shared.hires import HireScreens, build_hire_urls

hire_urls = partial(
    build_hire_urls,
    HireScreens(
        "company",
        is_company_member,
        _("Merci. L’équipe a votre réponse, et personne d’autre."),
        back_url_name="company:colleague",
        back_to_one_hire=True,
    ),
)


@reads(is_company_member)
def colleagues(request: SignedInRequest) -> HttpResponse:
    page = paginate(
        queries.company_hires_for(request.user, or_404(company_of_user(request.user))),
        request,
    )
    for hire in page:
        hire.next_steps = queries.next_plan_steps_for(request.user, hire)
        hire.check_in = _own_check_in(request, hire)
    return render(request, "company/colleagues.html", {"page": page})


def _own_check_in(
    request: SignedInRequest, hire: queries.Hire
) -> queries.CheckIn | None:
    """The manager's next check-in, for members who may answer it."""
    if hire.ended_on or not rules.is_manager_of_hire(request.user, hire):
        return None
    return queries.next_check_in_of(hire, Respondent.MANAGER)


@reads(is_company_member)
def colleague(request: SignedInRequest, code: str) -> HttpResponse:
    hire = or_404(queries.hire_for(request.user, code))
    check_in = _own_check_in(request, hire)
    context = {
        "hire": hire,
        "plan": queries.onboarding_plan_for(request.user, hire),
        "check_in": check_in,
        "open": check_in is not None and queries.is_check_in_open(check_in),
        "answers": queries.own_check_in_answers_for(request.user, hire),
    }
    return render(request, "company/colleague.html", context)
