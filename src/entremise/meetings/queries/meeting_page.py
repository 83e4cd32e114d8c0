"""Data of a meeting's page for one viewer: side, code to show, what they can do now."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.rules import (
    has_signed_in_by_card,
    is_staff_in,
)
from entremise.meetings import rules
from entremise.meetings.enums import (
    TOOK_PLACE_STATES,
    UNAGREED_STATES,
    UPCOMING_STATES,
    MeetingKind,
    MeetingSide,
    MeetingState,
)
from entremise.meetings.models import Meeting

from .meetings import debriefs_by_side, preparations_by_side
from .participants import MeetingAttendee, meeting_attendees, other_side_name

STATE_TONES = {
    MeetingState.AGREED: "good",
    MeetingState.HELD: "good",
    MeetingState.PROPOSED: "wait",
    MeetingState.RESCHEDULED: "wait",
    MeetingState.CLAIMED: "wait",
    MeetingState.NO_SHOW: "alert",
}


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    side: str  # empty: beside or above, not one of the two
    counterpart: str
    participants: list[MeetingAttendee]
    own_code: str
    answerable_sides: list[MeetingSide]
    agreed: dict[str, Any]
    confirmed: dict[str, Any]
    preparations: dict[str, Any]
    debriefs: dict[str, Any]
    is_team: bool
    by_card: bool = False

    @property
    def tone(self) -> str:
        return STATE_TONES.get(MeetingState(self.meeting.state), "plain")

    @property
    def ends_at(self) -> Any:
        return self.meeting.starts_at + timedelta(minutes=self.meeting.minutes)

    @property
    def needs_my_agreement(self) -> bool:
        """A side the viewer answers for has not agreed to the date."""
        return self.meeting.state in UNAGREED_STATES and any(
            not self.agreed[side] for side in self.answerable_sides
        )

    @property
    def unagreed_sides(self) -> list[MeetingSide]:
        """Sides the viewer answers for that have not agreed to the date."""
        return (
            [side for side in self.answerable_sides if not self.agreed[side]]
            if self.meeting.state in UNAGREED_STATES
            else []
        )

    @property
    def awaits_other_agreement(self) -> bool:
        return (
            self.meeting.state in UNAGREED_STATES
            and bool(self.side)
            and bool(self.agreed[self.side])
        )

    @property
    def is_confirmation_open(self) -> bool:
        opens_at = self.meeting.starts_at - rules.CONFIRMATION_OPENS_BEFORE
        return timezone.now() >= opens_at

    @property
    def can_reschedule(self) -> bool:
        return self.meeting.state in UPCOMING_STATES

    @property
    def can_confirm(self) -> bool:
        if not self.side or not self.is_confirmation_open or self.confirmed[self.side]:
            return False
        return self.meeting.state in (*UPCOMING_STATES, MeetingState.CLAIMED)

    @property
    def can_confirm_without_code(self) -> bool:
        return self.can_confirm and self.meeting.state in (
            MeetingState.AGREED,
            MeetingState.CLAIMED,
        )

    @property
    def awaits_other_confirmation(self) -> bool:
        return (
            self.meeting.state == MeetingState.CLAIMED
            and bool(self.side)
            and bool(self.confirmed[self.side])
        )

    @property
    def can_report_no_show(self) -> bool:
        over = timezone.now() > self.meeting.starts_at
        return (
            over
            and not self.by_card
            and self.meeting.state in (MeetingState.AGREED, MeetingState.CLAIMED)
            and bool(self.side or self.is_team)
        )

    @property
    def can_prepare(self) -> bool:
        return self.meeting.state in UPCOMING_STATES and not self.by_card

    @property
    def can_debrief(self) -> bool:
        return (
            self.meeting.state in TOOK_PLACE_STATES
            and bool(self.answerable_sides)
            and not self.by_card
        )

    @property
    def preparation(self) -> Any:
        return self.preparations.get(self.writing_side)

    @property
    def debrief(self) -> Any:
        return self.debriefs.get(self.writing_side)

    @property
    def writing_side(self) -> str:
        """The side the viewer writes for: their own, else the candidate's."""
        return self.side or MeetingSide.CANDIDATE

    @property
    def shows_candidate_code(self) -> bool:
        """The candidate has no account: who comes with them carries their code."""
        return (
            not self.side
            and not self.meeting.candidate.user_id
            and self.meeting.state in UPCOMING_STATES
        )


def meeting_page_for(viewer: Viewer, meeting: Meeting) -> MeetingPage:
    """A session opened by a printed card reads neither the digits nor the notes: who printed
    it could confirm both sides with the ones, and was not told the others.
    """
    by_card = has_signed_in_by_card(viewer)
    side = rules.meeting_side_of(viewer, meeting)
    read = [] if by_card else rules.sides_user_can_read(viewer, meeting)
    name = other_side_name(meeting)
    shown = side and meeting.state in (*UPCOMING_STATES, MeetingState.CLAIMED)
    code = (
        meeting.candidate_code if side == MeetingSide.CANDIDATE else meeting.other_code
    )
    return MeetingPage(
        meeting=meeting,
        side=str(side or ""),
        counterpart=meeting.candidate.first_name
        if side == MeetingSide.OTHER
        else name or str(MeetingKind(meeting.kind).label),
        participants=meeting_attendees(meeting),
        own_code=code if shown and not by_card else "",
        answerable_sides=rules.sides_user_can_answer_for(viewer, meeting),
        agreed={
            MeetingSide.CANDIDATE: meeting.candidate_agreed_at,
            MeetingSide.OTHER: meeting.other_agreed_at,
        },
        confirmed={
            MeetingSide.CANDIDATE: meeting.candidate_confirmed_at,
            MeetingSide.OTHER: meeting.other_confirmed_at,
        },
        preparations={
            s: p for s, p in preparations_by_side(meeting).items() if s in read
        },
        debriefs={s: d for s, d in debriefs_by_side(meeting).items() if s in read},
        is_team=is_staff_in(viewer, meeting.candidate.zone_id),
        by_card=by_card,
    )
