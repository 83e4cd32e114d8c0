"""A coach's meetings, and those of coached candidates."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.coaching.queries import coached_candidates_for, own_pairing_for
from entremise.coaching.rules import is_coach
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.meetings import forms
from entremise.meetings.actions import planning
from entremise.meetings.enums import MeetingKind
from entremise.meetings.queries.meetings import meetings_for
from entremise.spaces.shared.meetings import (
    MeetingScreens,
    build_meeting_urls,
    meetings_by_time,
)

meeting_urls = partial(build_meeting_urls, MeetingScreens("coach", is_coach))


@reads(is_coach)
def meetings(request: SignedInRequest) -> HttpResponse:
    coached = [person.candidate for person in coached_candidates_for(request.user)]
    own = meetings_for(request.user, accompanied=coached)
    return render(request, "coach/meetings.html", meetings_by_time(request, own))


@writes(is_coach)
def propose_meeting(request: SignedInRequest, code: str) -> HttpResponse:
    """Propose a date to the candidate. ``code``: of the candidate."""
    candidate = or_404(own_pairing_for(request.user, code)).candidate
    form = forms.ProposeMeetingForm(request.POST or None, initial={"minutes": 120})
    if form.is_valid():
        with errors_in(form):
            row = planning.propose_meeting(
                candidate,
                kind=MeetingKind.COACH_SESSION,
                attendees=[request.user],
                by=request.user,
                **form.cleaned_data,
            )
            messages.success(
                request,
                _("%(name)s reçoit votre proposition.")
                % {"name": candidate.first_name},
            )
            return redirect("coach:meeting", row.code)
    return render(
        request, "coach/meeting_propose.html", {"candidate": candidate, "form": form}
    )
