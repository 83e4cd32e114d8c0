"""Permissions on coaches, pairings and session logs.

A coach's right to a file lasts exactly as long as the pairing.
"""

from datetime import timedelta
from typing import Any

from entremise.foundation.accounts.rules import is_team_in

from .enums import CoachState

CHARTER_VERSION = "2026-11"  # the text of the charter page; a new text is accepted anew
QUIET_PERIOD = timedelta(days=14)  # without a session, before the team is asked to call
COACHING_STATES = (CoachState.ACTIVE, CoachState.PAUSED)


def coach_of_user(user: Any) -> Any:
    """The user's Coach, or None."""
    return getattr(user, "coach", None)


def is_coach(user: Any) -> bool:
    """Accepted by the team, and active or paused."""
    row = coach_of_user(user)
    return row is not None and row.state in COACHING_STATES


def is_coach_of(user: Any, candidate: Any) -> bool:
    """Coaches this candidate now; read from the database at each call."""
    row = coach_of_user(user)
    return row is not None and bool(
        candidate.pairings.filter(
            coach_id=row.pk, ended_at=None, coach__state__in=COACHING_STATES
        ).exists()
    )


def has_current_charter(coach: Any) -> bool:
    return bool(coach.charter_version == CHARTER_VERSION)


def has_accepted_current_charter(user: Any) -> bool:
    return is_coach(user) and has_current_charter(user.coach)


def can_manage_coach(user: Any, coach: Any) -> bool:
    """Accept, pause, end: the team of the zone. Works for an application too."""
    return is_team_in(user, coach.zone_id)


def can_pair_candidate(user: Any, candidate: Any) -> bool:
    return is_team_in(user, candidate.zone_id)


def can_view_session_log(user: Any, candidate: Any) -> bool:
    """The current coach and the team of the zone."""
    return is_coach_of(user, candidate) or is_team_in(user, candidate.zone_id)


def can_end_pairing(user: Any, pairing: Any) -> bool:
    return is_team_in(user, pairing.candidate.zone_id)
