"""A coach's home page: one row for each candidate; and the charter to accept first."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.coaching import actions, queries
from entremise.coaching.rules import (
    current_charter_version,
    has_accepted_current_charter,
    is_coach,
)
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in
from entremise.onboarding import queries as onboarding
from entremise.onboarding.enums import Respondent
from entremise.spaces.coach.forms import CharterForm


@reads(is_coach)
def home(request: SignedInRequest) -> HttpResponse:
    people = [
        (person, next_step_of(person))
        for person in queries.coached_candidates_for(request.user)
    ]
    context = {
        "people": people,
        "charter_was_read": bool(request.user.coach.charter_version),
        "charter": has_accepted_current_charter(request.user),
        "coach": request.user.coach,
    }
    context["check_ins"] = [
        c
        for c in onboarding.check_ins_waiting_for(request.user)
        if c.respondent == Respondent.COACH
    ]
    return render(request, "coach/home.html", context)


def next_step_of(person: queries.CoachedCandidate) -> dict[str, Any]:
    """The next thing to do for this candidate: text and URL."""
    code = person.candidate.code
    page = reverse("coach:candidate", args=[code])
    cv = reverse("coach:cv", args=[code])
    return {
        "prepare": {
            "label": _("Préparer la rencontre"),
            "url": reverse("coach:meeting", args=[person.todo.meeting.code])
            if person.todo.meeting
            else page,
        },
        "rework": {
            "label": _("Reprendre le CV : une retouche est demandée"),
            "url": cv,
        },
        "begin_cv": {"label": _("Commencer le CV ensemble"), "url": cv},
        "write_cv": {"label": _("Continuer le CV"), "url": cv},
        "meet": {
            "label": _("Convenir d’un rendez-vous"),
            "url": reverse("coach:propose_meeting", args=[code]),
        },
        "talk": {"label": _("Prendre des nouvelles"), "url": page},
        "nothing": {"label": "", "url": page},
    }[person.todo.kind]


@writes(is_coach)
def charter(request: SignedInRequest) -> HttpResponse:
    version = current_charter_version()
    form = CharterForm(request.POST or None, initial={"version": version})
    if form.is_valid():
        with errors_in(form):
            actions.accept_coach_charter(
                request.user.coach,
                by=request.user,
                version=form.cleaned_data["version"],
            )
            messages.success(
                request, _("Merci. L’équipe peut maintenant vous présenter quelqu’un.")
            )
            return redirect("coach:home")
        form = CharterForm(initial={"version": version})
        messages.warning(
            request, _("La charte a changé entre-temps. Voici la nouvelle.")
        )
    context = {
        "form": form,
        "coach": request.user.coach,
        "accepted": has_accepted_current_charter(request.user),
        "version": version,
    }
    return render(request, "coach/charter.html", context)
