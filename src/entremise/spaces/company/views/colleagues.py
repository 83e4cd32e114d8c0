"""Our new colleagues: the next check-in, what to do and when."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.companies.queries import company_of
from entremise.companies.rules import is_member
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.web import errors_in, found, page_of, reads, writes
from entremise.onboarding import actions, queries, rules
from entremise.onboarding.enums import Voice
from entremise.onboarding.forms import CheckInForm


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


@writes(is_member, show=False)
def tick_step(request: HttpRequest, code: str) -> HttpResponse:
    step = found(queries.step_for(request.user, code))
    actions.tick(step, by=request.user)
    return redirect("company:colleague", code=step.hire.code)


@writes(is_member, show=False)
def untick_step(request: HttpRequest, code: str) -> HttpResponse:
    step = found(queries.step_for(request.user, code))
    actions.untick(step, by=request.user)
    return redirect("company:colleague", code=step.hire.code)


@writes(is_member)
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    question = found(queries.check_in_for(request.user, code))
    form = CheckInForm(request.POST or None, voice=question.voice)
    if form.is_valid():
        with errors_in(form):
            actions.answer(question, by=request.user, **form.cleaned_data)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Merci. L’équipe a votre réponse, et personne d’autre."))
        return redirect("company:colleague", code=question.hire.code)
    return render(request, "company/check_in.html", {"form": form, "check_in": question})
