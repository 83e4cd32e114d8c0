"""Fictional coaches and pairings, made by the same actions as on screen."""

from typing import Any

from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.coaching import actions
from entremise.coaching.enums import Mood
from entremise.coaching.models import Coach, CoachApplication, Pairing, SessionLog
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.search.actions import written_at_once

from . import accounts, candidates


def offer(where: Zone | None = None, **fields: Any) -> CoachApplication:
    """Somebody who would like to coach."""
    values = {
        "first_name": "Jeanne",
        "last_name": "Morel",
        "email": f"jeanne.{timezone.now().timestamp()}@exemple.test",
        "about": "Trente ans de commerce. J’aime écouter.",
        "languages": "arabe, anglais",
    }
    return actions.apply_as_coach(zone=where or accounts.zone(), **values | fields)


@written_at_once()
def coach(
    where: Zone | None = None,
    *,
    charter: bool = True,
    user: User | None = None,
    **fields: Any,
) -> Coach:
    """Accepted by the team, charter read (``charter=False``: not yet)."""
    where = where or accounts.zone()
    user = user or accounts.user()
    row = actions.open_coach(user, zone=where, by=candidates.team_of(where), **fields)
    return actions.accept_charter(row, by=user) if charter else row


@written_at_once()
def pairing(person: Candidate | None = None, *, of: Coach | None = None) -> Pairing:
    """Somebody on their path, with a coach of the same zone."""
    person = person or candidates.candidate()
    return actions.pair(
        person, coach=of or coach(person.zone), by=candidates.team_of(person.zone)
    )


def session(of: Pairing | None = None, **fields: Any) -> SessionLog:
    of = of or pairing()
    values = {
        "on": timezone.localdate(),
        "minutes": 120,
        "in_person": True,
        "mood": Mood.GOOD,
        "did": "Nous avons choisi trois atouts.",
        "next_step": "Écrire l’accroche",
    }
    return actions.log_session(of, by=of.coach.user, **values | fields)
