"""My meetings with the people I walk with, and theirs with others."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.coaching.queries import my_pairing, my_people
from entremise.coaching.rules import is_coach
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import errors_in, found, reads, writes
from entremise.meetings import actions, forms, queries
from entremise.meetings.enums import MeetingKind
from entremise.spaces.shared.meetings import Room, by_time, urls_of

urls = partial(urls_of, Room("coach", is_coach))


@reads(is_coach)
def meetings(request: HttpRequest) -> HttpResponse:
    beside = [person.candidate for person in my_people(request.user)]
    mine = queries.meetings_for(request.user, beside=beside)
    return render(request, "coach/meetings.html", by_time(request, mine))


@writes(is_coach)
def propose_meeting(request: HttpRequest, code: str) -> HttpResponse:
    """A date for the two of us, with the person of this code."""
    candidate = found(my_pairing(request.user, code)).candidate
    form = forms.ProposeForm(request.POST or None, initial={"minutes": 120})
    if form.is_valid():
        with errors_in(form):
            row = actions.propose_meeting(
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
