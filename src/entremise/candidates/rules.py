"""Permissions on a candidate and their CV.

Every function takes a user and a candidate and returns a bool. Applications above register who
accompanies a candidate.
"""

from collections.abc import Callable
from typing import Any

from entremise.foundation.accounts.rules import (
    has_signed_in_by_card,
    is_staff_in,
    is_team_in,
)

AccompanimentCheck = Callable[[Any, Any], bool]
_companions: list[AccompanimentCheck] = []


def register_accompaniment_check(predicate: AccompanimentCheck) -> None:
    """``predicate(user, candidate)``: walks beside this person now (their coach)."""
    if predicate not in _companions:
        _companions.append(predicate)


def is_candidate(user: Any) -> bool:
    return getattr(user, "candidate", None) is not None


def is_self(user: Any, candidate: Any) -> bool:
    return (
        candidate.user_id is not None and getattr(user, "pk", None) == candidate.user_id
    )


def is_accompanying(user: Any, candidate: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False)) and any(
        walks(user, candidate) for walks in _companions
    )


def can_view_candidate(user: Any, candidate: Any) -> bool:
    """See the file: the person, who walks beside them, the staff of the zone."""
    return (
        is_self(user, candidate)
        or is_staff_in(user, candidate.zone_id)
        or is_accompanying(user, candidate)
    )


def can_edit_cv(user: Any, candidate: Any) -> bool:
    return (
        is_self(user, candidate)
        or is_team_in(user, candidate.zone_id)
        or is_accompanying(user, candidate)
    )


def can_manage_candidate(user: Any, candidate: Any) -> bool:
    return is_team_in(user, candidate.zone_id)


def can_withdraw_cv(user: Any, candidate: Any) -> bool:
    """At once, without discussion: the person, or anyone on their team for them."""
    return is_self(user, candidate) or is_team_in(user, candidate.zone_id)


def can_give_consent(user: Any, candidate: Any) -> bool:
    """Nobody agrees in somebody else's place, whatever their rights.

    Who came by a card adds a code of their own.
    """
    return is_self(user, candidate) and not has_signed_in_by_card(user)


def can_relay_consent(user: Any, candidate: Any) -> bool:
    """Hand over an agreement the person gave by the code sent to them: beside them, or in a
    session of theirs.
    """
    return (
        is_self(user, candidate)
        or is_accompanying(user, candidate)
        or is_team_in(user, candidate.zone_id)
    )
