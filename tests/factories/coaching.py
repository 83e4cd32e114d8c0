"""Coaches and pairings, made by the same actions as on screen."""

from typing import Any

from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.coaching import actions
from entremise.coaching.enums import SessionMood
from entremise.coaching.models import Coach, CoachApplication, Pairing, SessionLog
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.search.actions.scoped_index import batch_reindexing

from . import accounts, candidates


def coach_application(where: Zone | None = None, **fields: Any) -> CoachApplication:
    """An application that awaits an answer."""
    values = {
        "first_name": "Jeanne",
        "last_name": "Morel",
        "email": f"jeanne.{timezone.now().timestamp()}@exemple.test",
        "about": "Trente ans de commerce. J’aime écouter.",
        "languages": "arabe, anglais",
    }
    return actions.apply_as_coach(zone=where or accounts.zone(), **values | fields)


@batch_reindexing()
def coach(
    where: Zone | None = None,
    *,
    charter: bool = True,
    user: User | None = None,
    **fields: Any,
) -> Coach:
    """Accepted by the team, charter accepted unless ``charter=False``."""
    where = where or accounts.zone()
    user = user or accounts.user()
    row = actions.create_coach(
        user, zone=where, by=candidates.team_member_of(where), **fields
    )
    return actions.accept_coach_charter(row, by=user) if charter else row


@batch_reindexing()
def pairing(person: Candidate | None = None, *, of: Coach | None = None) -> Pairing:
    """An active candidate with a coach of the same zone."""
    person = person or candidates.candidate()
    return actions.start_pairing(
        person,
        coach=of or coach(person.zone),
        by=candidates.team_member_of(person.zone),
    )


def session_log(of: Pairing | None = None, **fields: Any) -> SessionLog:
    of = of or pairing()
    values = {
        "on": timezone.localdate(),
        "minutes": 120,
        "in_person": True,
        "mood": SessionMood.GOOD,
        "did": "Nous avons choisi trois atouts.",
        "next_step": "Écrire l’accroche",
    }
    return actions.log_coaching_session(of, by=of.coach.user, **values | fields)
