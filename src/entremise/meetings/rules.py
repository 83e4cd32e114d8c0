"""Permissions on approaches and meetings, and the side of a meeting a user belongs to.

Computed at each call, never stored. On the candidate's side: the candidate. On the other side:
members of the company while its account is open, or the coach or team member expected at the
meeting. The team never confirms for others.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from entremise.candidates.rules import can_view_candidate, is_self
from entremise.companies.rules import is_company_verified, is_member_of_company
from entremise.foundation.accounts.rules import is_staff_in, is_team_in

from .enums import (
    COACH_MEETING_KINDS,
    COMPANY_MEETING_KINDS,
    PENDING_APPROACH_STATES,
    TEAM_MEETING_KINDS,
    ApproachKind,
    ApproachState,
    MeetingSide,
)

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate
    from entremise.companies.models import Company
    from entremise.foundation.accounts.models import Viewer

    from .models import Approach, Meeting

CONFIRMATION_OPENS_BEFORE = timedelta(hours=1)  # people arrive before the hour


def _is_expected(user: Viewer, meeting: Meeting, *sides: str) -> bool:
    pk = getattr(user, "pk", None)
    return pk is not None and any(
        a.user_id == pk and a.side in sides for a in meeting.attendances.all()
    )


def meeting_side_of(user: Viewer, meeting: Meeting) -> MeetingSide | None:
    if is_self(user, meeting.candidate):
        return MeetingSide.CANDIDATE
    if meeting.kind in COMPANY_MEETING_KINDS and meeting.company_id:
        return (
            MeetingSide.OTHER if is_member_of_company(user, meeting.company) else None
        )
    if _is_expected(user, meeting, MeetingSide.OTHER):
        return MeetingSide.OTHER
    if meeting.kind in TEAM_MEETING_KINDS and is_team_in(
        user, meeting.candidate.zone_id
    ):
        return MeetingSide.OTHER
    return None


def can_view_meeting(user: Viewer, meeting: Meeting) -> bool:
    return meeting_side_of(user, meeting) is not None or can_view_candidate(
        user, meeting.candidate
    )


def sides_user_can_answer_for(user: Viewer, meeting: Meeting) -> list[MeetingSide]:
    """Sides for which the user may agree to a date: their own, and those without account."""
    sides = [side for side in [meeting_side_of(user, meeting)] if side]
    if not meeting.candidate.user_id and can_view_candidate(user, meeting.candidate):
        sides.append(MeetingSide.CANDIDATE)
    if is_staff_in(user, meeting.candidate.zone_id) and not other_side_has_account(
        meeting
    ):
        sides.append(MeetingSide.OTHER)
    return sorted(set(sides))


def other_side_has_account(meeting: Meeting) -> bool:
    if meeting.kind in COMPANY_MEETING_KINDS and meeting.company:
        return bool(meeting.company.members.filter(ended_at=None).exists())
    return any(
        a.user_id and a.side == MeetingSide.OTHER for a in meeting.attendances.all()
    )


def can_reschedule_meeting(user: Viewer, meeting: Meeting) -> bool:
    """Change the date or cancel: either side, the coach, the team."""
    return can_view_meeting(user, meeting)


def can_propose_meeting(
    user: Viewer, candidate: Candidate, *, kind: str, company: Company | None = None
) -> bool:
    if is_staff_in(user, candidate.zone_id):
        return True
    if kind in COMPANY_MEETING_KINDS:
        return (
            company is not None
            and is_company_verified(company)
            and is_member_of_company(user, company)
            and _agreed_to_meet(candidate, company)
        )
    return (
        kind in COACH_MEETING_KINDS
        and not is_self(user, candidate)
        and can_view_candidate(user, candidate)
    )


def _agreed_to_meet(candidate: Candidate, company: Company) -> bool:
    return bool(
        candidate.approaches.filter(
            company=company, state=ApproachState.ACCEPTED
        ).exists()
    )


def can_moderate_approach(user: Viewer, approach: Approach) -> bool:
    return is_team_in(user, approach.candidate.zone_id)


def can_view_approach(user: Viewer, approach: Approach) -> bool:
    """The staff; the sender's company; the candidate and their coach once it is forwarded."""
    if is_staff_in(user, approach.candidate.zone_id):
        return True
    if approach.company_id and is_member_of_company(user, approach.company):
        return (
            approach.kind == ApproachKind.FROM_COMPANY
            and approach.sender_id is not None
        )
    return approach.forwarded_at is not None and can_view_candidate(
        user, approach.candidate
    )


def can_answer_approach(user: Viewer, approach: Approach) -> bool:
    """The candidate; who accompanies them when they have no account."""
    if approach.candidate.user_id:
        return is_self(user, approach.candidate)
    return can_view_candidate(user, approach.candidate)


def is_approach_pending(approach: Approach) -> bool:
    return approach.state in PENDING_APPROACH_STATES


def sides_user_can_prepare(user: Viewer, meeting: Meeting) -> list[MeetingSide]:
    """Their own side; the candidate's for who accompanies them; both for staff."""
    sides = {side for side in [meeting_side_of(user, meeting)] if side}
    if can_view_candidate(user, meeting.candidate):
        sides.add(MeetingSide.CANDIDATE)
    if is_staff_in(user, meeting.candidate.zone_id):
        sides.add(MeetingSide.OTHER)
    return sorted(sides)


def sides_user_can_read(user: Viewer, meeting: Meeting) -> list[MeetingSide]:
    """Sides whose preparation and debrief the user reads: never the other side's, except staff."""
    return sides_user_can_prepare(user, meeting)


def sides_user_can_debrief(user: Viewer, meeting: Meeting) -> list[MeetingSide]:
    """Their own side, and those without account."""
    return sides_user_can_answer_for(user, meeting)
