"""What the page of a meeting shows and offers, from where the reader stands. The spaces draw it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from entremise.foundation.accounts.rules import is_staff_in

from . import people, queries, rules
from .actions.holding import EARLY
from .enums import TO_AGREE, TO_COME, WAS_THERE, MeetingKind, MeetingState, Side
from .models import Meeting

TONES = {
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
    whom: str
    others: list[people.Expected]
    own_code: str
    spoken_for: list[Side]
    agreed: dict[str, Any]
    confirmed: dict[str, Any]
    preparations: dict[str, Any]
    debriefs: dict[str, Any]
    is_team: bool

    @property
    def tone(self) -> str:
        return TONES.get(MeetingState(self.meeting.state), "plain")

    @property
    def ends_at(self) -> Any:
        return self.meeting.starts_at + timedelta(minutes=self.meeting.minutes)

    @property
    def waits_for_me(self) -> bool:
        """A yes to the date is expected from the reader's own side."""
        return self.meeting.state in TO_AGREE and any(
            not self.agreed[side] for side in self.spoken_for
        )

    @property
    def sides_to_agree(self) -> list[Side]:
        """Those the reader may answer for, still without a yes."""
        return (
            [side for side in self.spoken_for if not self.agreed[side]]
            if self.meeting.state in TO_AGREE
            else []
        )

    @property
    def waits_for_other(self) -> bool:
        return (
            self.meeting.state in TO_AGREE
            and bool(self.side)
            and bool(self.agreed[self.side])
        )

    @property
    def has_begun(self) -> bool:
        return timezone.now() >= self.meeting.starts_at - EARLY

    @property
    def may_move(self) -> bool:
        return self.meeting.state in TO_COME

    @property
    def may_confirm(self) -> bool:
        if not self.side or not self.has_begun or self.confirmed[self.side]:
            return False
        return self.meeting.state in (*TO_COME, MeetingState.CLAIMED)

    @property
    def may_say_without_code(self) -> bool:
        return self.may_confirm and self.meeting.state in (
            MeetingState.AGREED,
            MeetingState.CLAIMED,
        )

    @property
    def waits_for_their_word(self) -> bool:
        return (
            self.meeting.state == MeetingState.CLAIMED
            and bool(self.side)
            and bool(self.confirmed[self.side])
        )

    @property
    def may_report(self) -> bool:
        over = timezone.now() > self.meeting.starts_at
        return (
            over
            and self.meeting.state in (MeetingState.AGREED, MeetingState.CLAIMED)
            and bool(self.side or self.is_team)
        )

    @property
    def may_prepare(self) -> bool:
        return self.meeting.state in TO_COME

    @property
    def may_debrief(self) -> bool:
        return self.meeting.state in WAS_THERE and bool(self.spoken_for)

    @property
    def preparation(self) -> Any:
        return self.preparations.get(self.own)

    @property
    def debrief(self) -> Any:
        return self.debriefs.get(self.own)

    @property
    def own(self) -> str:
        """The side the reader writes for: theirs; beside the candidate, the candidate's."""
        return self.side or Side.CANDIDATE

    @property
    def shows_candidate_card(self) -> bool:
        """The person has no account: whoever comes with them carries their four digits."""
        return (
            not self.side
            and not self.meeting.candidate.user_id
            and self.meeting.state in TO_COME
        )


def page_for(viewer: Any, meeting: Meeting) -> MeetingPage:
    side = rules.side_of(viewer, meeting)
    read = rules.sides_read_by(viewer, meeting)
    name = people.other_name(meeting)
    shown = side and meeting.state in (*TO_COME, MeetingState.CLAIMED)
    code = meeting.candidate_code if side == Side.CANDIDATE else meeting.other_code
    return MeetingPage(
        meeting=meeting,
        side=str(side or ""),
        whom=meeting.candidate.first_name
        if side == Side.OTHER
        else name or str(MeetingKind(meeting.kind).label),
        others=people.expected(meeting),
        own_code=code if shown else "",
        spoken_for=rules.sides_spoken_for(viewer, meeting),
        agreed={
            Side.CANDIDATE: meeting.candidate_agreed_at,
            Side.OTHER: meeting.other_agreed_at,
        },
        confirmed={
            Side.CANDIDATE: meeting.candidate_confirmed_at,
            Side.OTHER: meeting.other_confirmed_at,
        },
        preparations={
            s: p for s, p in queries.preparations_of(meeting).items() if s in read
        },
        debriefs={s: d for s, d in queries.debriefs_of(meeting).items() if s in read},
        is_team=is_staff_in(viewer, meeting.candidate.zone_id),
    )
