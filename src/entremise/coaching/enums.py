from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class CoachApplicationState(models.TextChoices):
    """States of an application to be a coach."""

    RECEIVED = "received", _("À rencontrer")
    ACCEPTED = "accepted", _("Acceptée")
    DECLINED = "declined", _("Déclinée")


COACH_APPLICATION_MOVES: dict[str, tuple[str, ...]] = {
    CoachApplicationState.RECEIVED: (
        CoachApplicationState.ACCEPTED,
        CoachApplicationState.DECLINED,
    ),
    CoachApplicationState.ACCEPTED: (),
    CoachApplicationState.DECLINED: (),
}


class CoachState(models.TextChoices):
    ACTIVE = "active", _("Coach")
    PAUSED = "paused", _("En pause")
    ENDED = "ended", _("A arrêté")


COACH_MOVES: dict[str, tuple[str, ...]] = {
    CoachState.ACTIVE: (CoachState.PAUSED, CoachState.ENDED),
    CoachState.PAUSED: (CoachState.ACTIVE, CoachState.ENDED),
    CoachState.ENDED: (CoachState.ACTIVE,),
}


class PairingEndReason(models.TextChoices):
    GOAL = "goal", _("Le but est atteint")
    TERM = "term", _("Les six mois sont passés")
    CANDIDATE = "candidate", _("À la demande de la personne")
    COACH = "coach", _("À la demande du coach")
    TEAM = "team", _("Décision de l’équipe")


class SessionMood(models.TextChoices):
    GOOD = "good", _("Ça avance")
    SLOW = "slow", _("C’est lent")
    HARD = "hard", _("C’est difficile")
