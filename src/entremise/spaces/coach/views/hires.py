"""The first year at work of the people I coach."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.coaching.rules import is_coach
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.web import errors_in, found, page_of, reads, writes
from entremise.onboarding import actions, queries
from entremise.onboarding.enums import Doer, Voice
from entremise.onboarding.forms import CheckInForm


@reads(is_coach)
def hires(request: HttpRequest) -> HttpResponse:
    page = page_of(queries.hires_beside(request.user), request, size=12)
    for hire in page:
        hire.plan = queries.plan_for(request.user, hire, mine={Doer.COACH})
        hire.check_in = None if hire.ended_on else queries.next_check_in(hire, Voice.COACH)
        hire.open = hire.check_in is not None and queries.is_open(hire.check_in)
    return render(request, "coach/hires.html", {"page": page})


@writes(is_coach, show=False)
def tick_step(request: HttpRequest, code: str) -> HttpResponse:
    actions.tick(found(queries.step_for(request.user, code)), by=request.user)
    return redirect("coach:hires")


@writes(is_coach, show=False)
def untick_step(request: HttpRequest, code: str) -> HttpResponse:
    actions.untick(found(queries.step_for(request.user, code)), by=request.user)
    return redirect("coach:hires")


@writes(is_coach)
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    question = found(queries.check_in_for(request.user, code))
    form = CheckInForm(request.POST or None, voice=question.voice)
    if form.is_valid():
        with errors_in(form):
            actions.answer(question, by=request.user, **form.cleaned_data)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Merci. L’équipe a votre réponse, et personne d’autre."))
        return redirect("coach:hires")
    return render(request, "coach/check_in.html", {"form": form, "check_in": question})
