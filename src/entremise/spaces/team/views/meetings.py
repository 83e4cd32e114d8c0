"""Meetings of the viewer's zones."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.meetings.queries.meetings import meetings_for
from entremise.spaces.shared.meetings import (
    MeetingScreens,
    build_meeting_urls,
    meetings_by_time,
)
from entremise.spaces.team.presenters.timeline import timeline_lines_of

if TYPE_CHECKING:
    from entremise.meetings.models import Meeting


def _lines(meeting: Meeting) -> dict[str, Any]:
    return {"lines": timeline_lines_of(meeting.code, limit=30)}


meeting_urls = partial(
    build_meeting_urls, MeetingScreens("team", is_staff, extra_context=_lines)
)


@reads(is_staff)
def meetings(request: SignedInRequest) -> HttpResponse:
    return render(
        request,
        "team/meetings.html",
        meetings_by_time(request, meetings_for(request.user)),
    )
