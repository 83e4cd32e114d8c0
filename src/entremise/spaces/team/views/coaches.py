"""Coaches of the viewer's zones: applications, capacity, state, pairings."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from entremise.coaching import actions, queries
from entremise.coaching.enums import COACH_MOVES, CoachState
from entremise.coaching.rules import can_manage_coach, has_current_charter
from entremise.foundation.accounts.queries import zones_for
from entremise.foundation.accounts.rules import is_staff, is_team
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.spaces.team.forms.coaching import CoachCapacityForm, DeclineCoachForm
from entremise.spaces.team.presenters.timeline import timeline_lines_of


@reads(is_staff)
def coaches(request: SignedInRequest) -> HttpResponse:
    zone, room_only = request.GET.get("zone", ""), request.GET.get("place") == "oui"
    listed = queries.coach_list_for(request.user, zone=zone, available_only=room_only)
    page = paginate(listed, request, size=50)
    for coach in page:
        coach.room = max(coach.capacity - coach.live, 0)
        coach.charter_read = has_current_charter(coach)
    context = {
        "page": page,
        "may_import": is_team(request.user),
        "applications": queries.coach_applications_for(request.user),
        "zones": zones_for(request.user),
        "zone": zone,
        "room_only": room_only,
    }
    return render(request, "team/coaches.html", context)


@reads(is_staff)
def coach(request: SignedInRequest, code: str) -> HttpResponse:
    someone: Any = or_404(queries.coach_for(request.user, code))
    context = {
        "coach": someone,
        "room": max(someone.capacity - someone.live, 0),
        "charter_read": has_current_charter(someone),
        "pairings": queries.coach_pairings_for(request.user, someone),
        "decides": can_manage_coach(request.user, someone),
        "moves": [CoachState(state) for state in COACH_MOVES[someone.state]],
        "form": CoachCapacityForm(initial={"capacity": someone.capacity}),
        "lines": timeline_lines_of(someone.code),
    }
    return render(request, "team/coach.html", context)


@writes(is_team, show=False)
def set_capacity(request: SignedInRequest, code: str) -> HttpResponse:
    someone = or_404(queries.coach_for(request.user, code))
    form = CoachCapacityForm(request.POST)
    if form.is_valid():
        actions.set_coach_capacity(
            someone, capacity=form.cleaned_data["capacity"], by=request.user
        )
        messages.success(request, _("C’est noté."))
    return redirect("team:coach", code=code)


@writes(is_team, show=False)
def move_coach(request: SignedInRequest, code: str, to: str) -> HttpResponse:
    someone = or_404(queries.coach_for(request.user, code))
    if to not in CoachState.values:
        raise Http404
    actions.change_coach_state(someone, to=to, by=request.user)
    return redirect("team:coach", code=code)


@writes(is_team, show=False)
def give_coach_access(request: SignedInRequest, code: str) -> HttpResponse:
    """For a coach who came from a list and cannot sign in yet."""
    someone = or_404(queries.coach_for(request.user, code))
    user = actions.give_coach_access(someone, by=request.user)
    messages.success(
        request,
        _("L’accès est ouvert. L’invitation part à %(address)s.")
        % {"address": user.known_email or user.known_phone},
    )
    return redirect("team:coach", code=code)


@reads(is_team)
def coach_application(request: SignedInRequest, code: str) -> HttpResponse:
    application = or_404(queries.coach_application_for(request.user, code))
    return render(request, "team/coach_application.html", {"application": application})


@writes(is_team, show=False)
def accept_coach(request: SignedInRequest, code: str) -> HttpResponse:
    coach = actions.accept_coach_application(
        or_404(queries.coach_application_for(request.user, code)), by=request.user
    )
    messages.success(
        request, _("L’invitation part. La charte sera lue à la première visite.")
    )
    return redirect("team:coach", code=coach.code)


@writes(is_team)
def decline_coach(request: SignedInRequest, code: str) -> HttpResponse:
    application = or_404(queries.coach_application_for(request.user, code))
    form = DeclineCoachForm(request.POST or None)
    if form.is_valid():
        with errors_in(form):
            actions.decline_coach_application(
                application, message=form.cleaned_data["message"], by=request.user
            )
            messages.success(request, _("Votre réponse part à la personne."))
            return redirect("team:coaches")
    return render(
        request, "team/coach_decline.html", {"application": application, "form": form}
    )
