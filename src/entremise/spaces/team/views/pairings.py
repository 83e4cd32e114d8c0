"""Pairings of candidates and coaches, and candidates without coach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.queries.candidates import candidate_for
from entremise.coaching import actions, queries
from entremise.coaching.rules import can_end_pairing, can_pair_candidate
from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.meetings.actions.planning import propose_meeting
from entremise.meetings.enums import MeetingKind
from entremise.spaces.team.forms.coaching import EndPairingForm, PairingForm

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate


@reads(is_staff)
def pairings(request: SignedInRequest) -> HttpResponse:
    live = (
        queries.pairings_for(request.user)
        .filter(ended_at=None)
        .order_by("candidate__first_name", "pk")
    )
    page = paginate(live, request, size=50)
    for pairing in page:
        pairing.endable = can_end_pairing(request.user, pairing)
    without_coach = [
        (candidate, can_pair_candidate(request.user, candidate))
        for candidate in queries.candidates_without_coach_for(request.user)[:50]
    ]
    return render(request, "team/pairings.html", {"page": page, "alone": without_coach})


@writes(is_team)
def pair(request: SignedInRequest, code: str) -> HttpResponse:
    """Choose a coach who has room, and the date of the first meeting of the three."""
    candidate = or_404(candidate_for(request.user, code))
    form = PairingForm(request.POST or None, zone=candidate.zone)
    if form.is_valid():
        with errors_in(form):
            _start(candidate, form.cleaned_data, request)
            coach = form.cleaned_data["coach"].user.first_name
            messages.success(
                request,
                _("%(coach)s accompagne maintenant %(name)s.")
                % {"coach": coach, "name": candidate.first_name},
            )
            return redirect("team:candidate", code=code)
    pairing = queries.live_pairing_of(candidate)
    return render(
        request,
        "team/pair.html",
        {"candidate": candidate, "form": form, "pairing": pairing},
    )


def _start(
    candidate: Candidate, chosen: dict[str, Any], request: SignedInRequest
) -> None:
    """Start the pairing, and propose its first meeting when a date was chosen."""
    pairing = actions.start_pairing(candidate, coach=chosen["coach"], by=request.user)
    if chosen["starts_at"]:
        meeting = propose_meeting(
            candidate,
            kind=MeetingKind.THREE_WAY,
            starts_at=chosen["starts_at"],
            place=chosen["place"],
            attendees=[chosen["coach"].user, request.user],
            by=request.user,
        )
        actions.set_pairing_start_meeting(pairing, meeting=meeting, by=request.user)


@writes(is_team)
def end_pairing(request: SignedInRequest, code: str) -> HttpResponse:
    pairing = or_404(queries.pairing_for(request.user, code))
    form = EndPairingForm(request.POST or None)
    if form.is_valid():
        with errors_in(form):
            actions.end_pairing(pairing, **form.cleaned_data, by=request.user)
            messages.success(
                request,
                _(
                    "Le binôme est terminé. Le coach n’a plus accès à la page de la personne."
                ),
            )
            return redirect("team:candidate", code=pairing.candidate.code)
    return render(request, "team/pairing_end.html", {"pairing": pairing, "form": form})


@reads(is_team)
def sessions(request: SignedInRequest, code: str) -> HttpResponse:
    """The session log that the coaches of this person wrote, and their pairings."""
    candidate = or_404(candidate_for(request.user, code))
    request_notes(request).accessed_person = candidate
    context = {
        "candidate": candidate,
        "page": paginate(
            queries.candidate_sessions_for(request.user, candidate), request, size=30
        ),
        "pairings": queries.candidate_pairings_for(request.user, candidate),
    }
    return render(request, "team/sessions.html", context)
