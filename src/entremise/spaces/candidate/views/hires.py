"""My new job: what happens when, and how it is going."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.rules import is_candidate
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.web import errors_in, found, reads, writes
from entremise.onboarding import actions, queries
from entremise.onboarding.enums import Voice
from entremise.onboarding.forms import CheckInForm


@reads(is_candidate)
def job(request: HttpRequest) -> HttpResponse:
    hire = queries.job_of(request.user)
    check_in = queries.next_check_in(hire, Voice.EMPLOYEE) if hire and not hire.ended_on else None
    context = {
        "hire": hire,
        "plan": queries.plan_for(request.user, hire) if hire else [],
        "check_in": check_in,
        "open": check_in is not None and queries.is_open(check_in),
        "answers": queries.answers_of(request.user, hire) if hire else [],
    }
    return render(request, "candidate/job.html", context)


@writes(is_candidate, show=False)
def tick_step(request: HttpRequest, code: str) -> HttpResponse:
    actions.tick(found(queries.step_for(request.user, code)), by=request.user)
    return redirect("candidate:job")


@writes(is_candidate, show=False)
def untick_step(request: HttpRequest, code: str) -> HttpResponse:
    actions.untick(found(queries.step_for(request.user, code)), by=request.user)
    return redirect("candidate:job")


@writes(is_candidate)
def check_in(request: HttpRequest, code: str) -> HttpResponse:
    question = found(queries.check_in_for(request.user, code))
    form = CheckInForm(request.POST or None, voice=question.voice)
    if form.is_valid():
        with errors_in(form):
            actions.answer(question, by=request.user, **form.cleaned_data)
    if form.is_bound and form.is_valid():
        messages.success(request, _("Merci. L’équipe a votre réponse."))
        return redirect("candidate:job")
    return render(request, "candidate/check_in.html", {"form": form, "check_in": question})
