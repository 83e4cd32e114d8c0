"""Approaches to the candidate, and the candidate's meetings."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.rules import is_candidate
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.meetings import forms
from entremise.meetings.actions import approaches
from entremise.meetings.enums import ApproachState, MeetingSide
from entremise.meetings.queries.meetings import (
    approach_for,
    approaches_to_answer_for,
    meetings_for,
)
from entremise.spaces.shared.meetings import (
    MeetingScreens,
    build_meeting_urls,
    meetings_by_time,
)

meeting_urls = partial(
    build_meeting_urls,
    MeetingScreens(
        "candidate",
        is_candidate,
        side=MeetingSide.CANDIDATE,
        readers_note=gettext_lazy(
            "Vous, votre coach et l’équipe lisez ces mots. L’entreprise ne les voit pas."
        ),
        prepare_title=gettext_lazy("Préparer ma rencontre"),
    ),
)


@reads(is_candidate, by_card=True)
def meetings(request: SignedInRequest) -> HttpResponse:
    own = meetings_for(request.user).filter(candidate__user=request.user)
    context = {
        "approaches": approaches_to_answer_for(request.user),
        **meetings_by_time(request, own),
    }
    return render(request, "candidate/meetings.html", context)


@reads(is_candidate, by_card=True)
def approach(request: SignedInRequest, code: str) -> HttpResponse:
    return render(
        request,
        "candidate/approach.html",
        {"approach": _own_approach_or_404(request, code)},
    )


def _own_approach_or_404(request: SignedInRequest, code: str) -> Any:
    row = or_404(approach_for(request.user, code))
    return or_404(
        row if row.forwarded_at and row.candidate.user_id == request.user.pk else None
    )


@writes(is_candidate, show=False, by_card=True)
def accept_approach(request: SignedInRequest, code: str) -> HttpResponse:
    approaches.accept_approach(_own_approach_or_404(request, code), by=request.user)
    messages.success(request, _("Vous avez dit oui. Une date arrive bientôt."))
    return redirect("candidate:approach", code)


@writes(is_candidate, by_card=True)
def decline_approach(request: SignedInRequest, code: str) -> HttpResponse:
    row = _own_approach_or_404(request, code)
    form = forms.DeclineApproachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            approaches.decline_approach(row, by=request.user, **form.cleaned_data)
            messages.success(
                request, _("Vous avez dit non. C’est votre choix, et il est respecté.")
            )
            return redirect("candidate:approach", code)
    is_open = row.state == ApproachState.FORWARDED
    return render(
        request,
        "candidate/approach_decline.html",
        {"form": form, "approach": row, "open": is_open},
    )
