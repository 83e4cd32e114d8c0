"""A coached candidate's page, the session log, the alarm, the sign-in card."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from entremise.candidates.queries.cv_drafts import candidate_cv_for
from entremise.coaching import actions, queries
from entremise.coaching.rules import is_coach
from entremise.foundation.journal.queries import timeline_of
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.meetings.queries.meetings import (
    candidate_meetings_for,
    past_meetings,
    upcoming_meetings,
)
from entremise.spaces.coach.forms import AlarmForm, CoachingSessionForm
from entremise.spaces.shared.actors import actors_of
from entremise.spaces.shared.login_cards import show_login_card

TIMELINE_LINES = 20


@reads(is_coach)
def candidate(request: SignedInRequest, code: str) -> HttpResponse:
    pairing = or_404(queries.own_pairing_for(request.user, code))
    person = pairing.candidate
    request_notes(request).accessed_person = person
    lines = timeline_of(person.code, limit=TIMELINE_LINES)
    meetings = candidate_meetings_for(request.user, person)
    context = {
        "candidate": person,
        "pairing": pairing,
        "cv": candidate_cv_for(request.user, person),
        "cv_url": reverse("coach:cv", args=[code]),
        "meetings": upcoming_meetings(meetings)[:5],
        "past": past_meetings(meetings)[:5],
        "sessions": queries.candidate_sessions_for(request.user, person)[:5],
        "lines": list(zip(lines, actors_of(lines), strict=True)),
    }
    return render(request, "coach/candidate.html", context)


@writes(is_coach)
def log_session(request: SignedInRequest, code: str) -> HttpResponse:
    pairing = or_404(queries.own_pairing_for(request.user, code))
    form = CoachingSessionForm(
        request.POST or None, initial={"on": timezone.localdate()}
    )
    if form.is_valid():
        with errors_in(form):
            actions.log_coaching_session(pairing, **form.cleaned_data, by=request.user)
            messages.success(request, _("C’est noté dans le carnet."))
            return redirect("coach:candidate", code=code)
    return render(
        request, "coach/session.html", {"candidate": pairing.candidate, "form": form}
    )


@reads(is_coach)
def sessions(request: SignedInRequest, code: str) -> HttpResponse:
    pairing = or_404(queries.own_pairing_for(request.user, code))
    log = queries.candidate_sessions_for(request.user, pairing.candidate)
    return render(
        request,
        "coach/sessions.html",
        {"candidate": pairing.candidate, "sessions": log[:200]},
    )


@writes(is_coach)
def raise_alarm(request: SignedInRequest, code: str) -> HttpResponse:
    pairing = or_404(queries.own_pairing_for(request.user, code))
    form = AlarmForm(request.POST or None)
    if form.is_valid():
        with errors_in(form):
            actions.raise_coach_alarm(
                pairing.candidate, message=form.cleaned_data["message"], by=request.user
            )
            messages.success(
                request, _("L’équipe est prévenue. Quelqu’un vous appelle aujourd’hui.")
            )
            return redirect("coach:candidate", code=code)
    return render(
        request, "coach/alarm.html", {"candidate": pairing.candidate, "form": form}
    )


@writes(is_coach)
def login_card(request: SignedInRequest, code: str) -> HttpResponse:
    """A card to sign in, shown once; a new one replaces it."""
    pairing = or_404(queries.own_pairing_for(request.user, code))
    person = pairing.candidate
    if request.method == "POST":
        card, secret = actions.issue_candidate_login_card(person, by=request.user)
        return show_login_card(request, "coach", person, card, secret)
    return render(request, "coach/card.html", {"candidate": person})
