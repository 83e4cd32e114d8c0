"""Our new colleagues: the next check-in, what to do and when."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.companies.queries import company_of
from entremise.companies.rules import is_member
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.views import found, page_of, reads
from entremise.onboarding import queries, rules
from entremise.onboarding.enums import Voice
from entremise.spaces.shared.hires import Room, urls_of

urls = partial(
    urls_of,
    Room(
        "company",
        is_member,
        _("Merci. L’équipe a votre réponse, et personne d’autre."),
        page="company:colleague",
        one_by_one=True,
    ),
)


@reads(is_member)
def colleagues(request: HttpRequest) -> HttpResponse:
    page = page_of(queries.hires_in(request.user, company_of(request.user)), request)
    for hire in page:
        hire.next_steps = queries.next_steps(request.user, hire)
        hire.check_in = _own_check_in(request, hire)
    return render(request, "company/colleagues.html", {"page": page})


def _own_check_in(request: HttpRequest, hire: queries.Hire) -> queries.CheckIn | None:
    """The manager's next one, for who speaks for the manager."""
    if hire.ended_on or not rules.speaks_for_the_manager(request.user, hire):
        return None
    return queries.next_check_in(hire, Voice.MANAGER)


@reads(is_member)
def colleague(request: HttpRequest, code: str) -> HttpResponse:
    hire = found(queries.hire_for(request.user, code))
    check_in = _own_check_in(request, hire)
    context = {
        "hire": hire,
        "plan": queries.plan_for(request.user, hire),
        "check_in": check_in,
        "open": check_in is not None and queries.is_open(check_in),
        "answers": queries.answers_of(request.user, hire),
    }
    return render(request, "company/colleague.html", context)
