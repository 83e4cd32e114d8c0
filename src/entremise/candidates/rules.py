"""Permissions on a candidate and their CV.

Every function takes a user and a candidate and returns a bool. Applications above register who
accompanies a candidate.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from entremise.foundation.accounts.rules import (
    can_change_settings,
    has_signed_in_by_card,
    is_staff_in,
    is_team_in,
)

from .enums import PathState

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import User, Viewer

    from .models import Candidate

AccompanimentCheck: TypeAlias = "Callable[[Viewer, Candidate], bool]"
_accompaniment_checks: list[AccompanimentCheck] = []
PathObjection: TypeAlias = "Callable[[Candidate, str, str, str], str]"
_path_objections: list[PathObjection] = []


def register_accompaniment_check(predicate: AccompanimentCheck) -> None:
    """``predicate(user, candidate)``: accompanies this candidate now (their coach)."""
    if predicate not in _accompaniment_checks:
        _accompaniment_checks.append(predicate)


def register_path_objection(objection: PathObjection) -> None:
    """``objection(candidate, was, to, reason)``: why the facts forbid this move, or ""."""
    if objection not in _path_objections:
        _path_objections.append(objection)


def path_objection(candidate: Candidate, *, was: str, to: str, reason: str = "") -> str:
    """What must be recorded before the path may move to ``to``; "" when nothing is missing."""
    found = (objection(candidate, was, to, reason) for objection in _path_objections)
    return next(filter(None, found), "")


def is_candidate(user: Viewer) -> bool:
    return getattr(user, "candidate", None) is not None


def is_self(user: Viewer, candidate: Candidate) -> bool:
    return (
        candidate.user_id is not None and getattr(user, "pk", None) == candidate.user_id
    )


def is_accompanying(user: Viewer, candidate: Candidate) -> bool:
    return user.is_authenticated and any(
        check(user, candidate) for check in _accompaniment_checks
    )


def can_view_candidate(user: Viewer, candidate: Candidate) -> bool:
    """See the file: the candidate, who accompanies them, the staff of the zone."""
    return (
        is_self(user, candidate)
        or is_staff_in(user, candidate.zone_id)
        or is_accompanying(user, candidate)
    )


def has_left(candidate: Candidate) -> bool:
    """Their path is over; they may come back."""
    return candidate.state == PathState.LEFT


def is_cv_closed_to(user: Viewer, candidate: Candidate) -> bool:
    """Nobody writes any more for somebody who left. Their own draft stays theirs."""
    return has_left(candidate) and not is_self(user, candidate)


def can_edit_cv(user: Viewer, candidate: Candidate) -> bool:
    return (
        is_self(user, candidate)
        or is_team_in(user, candidate.zone_id)
        or is_accompanying(user, candidate)
    )


def can_manage_candidate(user: Viewer, candidate: Candidate) -> bool:
    return is_team_in(user, candidate.zone_id)


def may_print_card_for(issuer: User, person: User) -> bool:
    """The team of this candidate's zone now."""
    candidate = getattr(person, "candidate", None)
    return candidate is not None and can_manage_candidate(issuer, candidate)


def can_edit_cohorts(user: Viewer) -> bool:
    """The administrators; the staff of a zone sees its cohorts."""
    return can_change_settings(user)


def can_withdraw_cv(user: Viewer, candidate: Candidate) -> bool:
    """The candidate, or the team for them."""
    return is_self(user, candidate) or is_team_in(user, candidate.zone_id)


def can_give_consent(user: Viewer, candidate: Candidate) -> bool:
    """The candidate only, and not in a session opened with a login card: a code is needed then."""
    return is_self(user, candidate) and not has_signed_in_by_card(user)


def can_relay_consent(user: Viewer, candidate: Candidate) -> bool:
    """Enter the code the candidate received: who accompanies them, the team, or themself."""
    return (
        is_self(user, candidate)
        or is_accompanying(user, candidate)
        or is_team_in(user, candidate.zone_id)
    )
