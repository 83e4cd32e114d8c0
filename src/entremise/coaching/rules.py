"""Permissions on coaches, pairings and session logs.

A coach's right to a file lasts exactly as long as the pairing.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from entremise.foundation.accounts.rules import is_team_in
from entremise.foundation.association.content.texts import CHARTER
from entremise.foundation.association.queries import published_version

from .enums import CoachState

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate
    from entremise.foundation.accounts.models import User, Viewer

    from .models import Coach, CoachApplication, Pairing

QUIET_PERIOD = timedelta(days=14)  # without a session, before the team is asked to call
COACHING_STATES = (CoachState.ACTIVE, CoachState.PAUSED)


def coach_of_user(user: Viewer) -> Coach | None:
    """The user's Coach, or None."""
    return getattr(user, "coach", None)


def active_coach_of(user: Viewer) -> Coach | None:
    """The user's Coach while it is active or paused."""
    row = coach_of_user(user)
    return row if row is not None and row.state in COACHING_STATES else None


def is_coach(user: Viewer) -> bool:
    """Accepted by the team, and active or paused."""
    return active_coach_of(user) is not None


def is_coach_of(user: Viewer, candidate: Candidate) -> bool:
    """Coaches this candidate now; read from the database at each call."""
    row = coach_of_user(user)
    return row is not None and bool(
        candidate.pairings.filter(
            coach_id=row.pk, ended_at=None, coach__state__in=COACHING_STATES
        ).exists()
    )


def may_print_card_for(issuer: User, person: User) -> bool:
    """The coach of this candidate now."""
    candidate = getattr(person, "candidate", None)
    return candidate is not None and is_coach_of(issuer, candidate)


def current_charter_version() -> str:
    """The version that the association published last; a new one is accepted anew."""
    return published_version(CHARTER)


def has_current_charter(coach: Coach) -> bool:
    return coach.charter_version == current_charter_version()


def has_accepted_current_charter(user: Viewer) -> bool:
    row = active_coach_of(user)
    return row is not None and has_current_charter(row)


def can_manage_coach(user: Viewer, coach: Coach | CoachApplication) -> bool:
    """Accept, pause, end: the team of the zone. Works for an application too."""
    return is_team_in(user, coach.zone_id)


def can_pair_candidate(user: Viewer, candidate: Candidate) -> bool:
    return is_team_in(user, candidate.zone_id)


def can_view_session_log(user: Viewer, candidate: Candidate) -> bool:
    """The current coach and the team of the zone."""
    return is_coach_of(user, candidate) or is_team_in(user, candidate.zone_id)


def can_end_pairing(user: Viewer, pairing: Pairing) -> bool:
    return is_team_in(user, pairing.candidate.zone_id)
