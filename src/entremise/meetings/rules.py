"""Which side of a meeting somebody stands on, and what follows from it.

A side is a relation, read each time: the person themself; on the other side the people of
the company while its account is open, or the coach or team member who is expected. The team
sees and helps; it never confirms for others.
"""

from typing import Any

from entremise.candidates.rules import can_follow, is_self
from entremise.companies.rules import is_member_of, is_verified
from entremise.foundation.accounts.rules import is_staff_in, is_team_in

from .enums import (
    APPROACH_WAITING,
    WITH_COACH,
    WITH_COMPANY,
    WITH_TEAM,
    ApproachKind,
    ApproachState,
    Side,
)


def _is_expected(user: Any, meeting: Any, *sides: str) -> bool:
    pk = getattr(user, "pk", None)
    return pk is not None and any(
        a.user_id == pk and a.side in sides for a in meeting.attendances.all()
    )


def side_of(user: Any, meeting: Any) -> Side | None:
    if is_self(user, meeting.candidate):
        return Side.CANDIDATE
    if meeting.kind in WITH_COMPANY and meeting.company_id:
        return Side.OTHER if is_member_of(user, meeting.company) else None
    if _is_expected(user, meeting, Side.OTHER):
        return Side.OTHER
    if meeting.kind in WITH_TEAM and is_team_in(user, meeting.candidate.zone_id):
        return Side.OTHER
    return None


def can_see_meeting(user: Any, meeting: Any) -> bool:
    return side_of(user, meeting) is not None or can_follow(user, meeting.candidate)


def sides_spoken_for(user: Any, meeting: Any) -> list[Side]:
    """For whom the user may say yes to a date or prepare: their own side, and those who
    have no account.

    Somebody who has an account speaks for themself, always.
    """
    sides = [side for side in [side_of(user, meeting)] if side]
    if not meeting.candidate.user_id and can_follow(user, meeting.candidate):
        sides.append(Side.CANDIDATE)
    if is_staff_in(user, meeting.candidate.zone_id) and not has_account_on_other_side(
        meeting
    ):
        sides.append(Side.OTHER)
    return sorted(set(sides))


def has_account_on_other_side(meeting: Any) -> bool:
    if meeting.kind in WITH_COMPANY and meeting.company_id:
        return bool(meeting.company.members.filter(ended_at=None).exists())
    return any(a.user_id and a.side == Side.OTHER for a in meeting.attendances.all())


def can_move(user: Any, meeting: Any) -> bool:
    """Change the date, or call it off with words: either side, the coach, the team."""
    return can_see_meeting(user, meeting)


def can_propose(user: Any, candidate: Any, *, kind: str, company: Any = None) -> bool:
    if is_staff_in(user, candidate.zone_id):
        return True
    if kind in WITH_COMPANY:
        return (
            company is not None
            and is_verified(company)
            and is_member_of(user, company)
            and _agreed_to_meet(candidate, company)
        )
    return (
        kind in WITH_COACH
        and not is_self(user, candidate)
        and can_follow(user, candidate)
    )


def _agreed_to_meet(candidate: Any, company: Any) -> bool:
    return bool(
        candidate.approaches.filter(
            company=company, state=ApproachState.ACCEPTED
        ).exists()
    )


def can_moderate(user: Any, approach: Any) -> bool:
    return is_team_in(user, approach.candidate.zone_id)


def can_read_approach(user: Any, approach: Any) -> bool:
    """The team at once.

    Its sender's company; the person and their coach once the team let it through.
    """
    if is_staff_in(user, approach.candidate.zone_id):
        return True
    if approach.company_id and is_member_of(user, approach.company):
        return (
            approach.kind == ApproachKind.FROM_COMPANY
            and approach.sender_id is not None
        )
    return approach.let_through_at is not None and can_follow(user, approach.candidate)


def can_answer(user: Any, approach: Any) -> bool:
    """The person; somebody beside them when they have no account."""
    if approach.candidate.user_id:
        return is_self(user, approach.candidate)
    return can_follow(user, approach.candidate)


def is_waiting(approach: Any) -> bool:
    return approach.state in APPROACH_WAITING


def sides_prepared_by(user: Any, meeting: Any) -> list[Side]:
    """Writes a side's preparation: that side; beside the candidate, their coach and the team."""
    sides = {side for side in [side_of(user, meeting)] if side}
    if can_follow(user, meeting.candidate):
        sides.add(Side.CANDIDATE)
    if is_staff_in(user, meeting.candidate.zone_id):
        sides.add(Side.OTHER)
    return sorted(sides)


def sides_read_by(user: Any, meeting: Any) -> list[Side]:
    """Whose preparation and debrief the user reads: never the other side's, unless they are
    the bridge.
    """
    return sides_prepared_by(user, meeting)


def sides_debriefed_by(user: Any, meeting: Any) -> list[Side]:
    """Each side tells its own; somebody beside them tells it for who has no account."""
    return sides_spoken_for(user, meeting)
