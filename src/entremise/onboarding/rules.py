"""The plan of the first year in words, who does what, who speaks with which voice."""

from dataclasses import dataclass
from typing import Any

from entremise.candidates.rules import is_self
from entremise.coaching.rules import coaches
from entremise.companies.rules import is_member_of
from entremise.foundation.accounts.rules import is_staff_in, is_team_in
from entremise.foundation.kit.text import gettext_lazy as _

from .enums import Doer, Milestone, Voice, Weather

SILENCE_DAYS = 7
REMINDER_DAYS = 3
CALL_WORKING_DAYS = 2


@dataclass(frozen=True)
class Step:
    milestone: str
    doer: str
    words: Any


STEPS: dict[str, Step] = {
    "questions": Step(
        Milestone.BEFORE, Doer.TEAM, _("Parler avec le manager de ses questions.")
    ),
    "papers": Step(
        Milestone.BEFORE,
        Doer.TEAM,
        _(
            "Vérifier les papiers du contrat : identité, sécurité sociale, banque, séjour s’il le faut."
        ),
    ),
    "colleagues": Step(
        Milestone.BEFORE,
        Doer.COMPANY,
        _(
            "Dire à l’équipe qui arrive et pour quel travail. Rien de l’histoire de la personne sans son accord."
        ),
    ),
    "buddy": Step(
        Milestone.BEFORE,
        Doer.COMPANY,
        _("Choisir une marraine ou un parrain qui a du temps la première semaine."),
    ),
    "pay_date": Step(
        Milestone.BEFORE,
        Doer.COMPANY,
        _("Dire la date de la première paie. Proposer une avance."),
    ),
    "journey": Step(
        Milestone.BEFORE,
        Doer.COACH,
        _("Faire une fois le trajet ensemble, à l’heure du travail."),
    ),
    "welcome": Step(
        Milestone.DAY_1,
        Doer.COMPANY,
        _("Attendre la personne à la porte. Déjeuner avec elle."),
    ),
    "tools": Step(
        Milestone.DAY_1,
        Doer.COMPANY,
        _("Badge, tenue, outils et accès prêts avant son arrivée."),
    ),
    "who_to_call": Step(
        Milestone.DAY_1,
        Doer.EMPLOYEE,
        _("Noter le numéro à appeler en cas de retard ou de souci."),
    ),
    "evening_call": Step(
        Milestone.DAY_1,
        Doer.COACH,
        _("Appeler le soir : comment était ce premier jour ?"),
    ),
    "weekly_talk": Step(
        Milestone.WEEK_1,
        Doer.COMPANY,
        _("Prendre un quart d’heure par semaine, au calme, manager et personne."),
    ),
    "two_calls": Step(
        Milestone.WEEK_1,
        Doer.TEAM,
        _("Appeler le manager, puis la personne. Séparément."),
    ),
    "priorities": Step(
        Milestone.WEEK_2,
        Doer.COMPANY,
        _("Redire les priorités par écrit, en phrases courtes."),
    ),
    "say_it": Step(
        Milestone.WEEK_2,
        Doer.EMPLOYEE,
        _("Dire ce qui coince : horaires, trajet, consignes."),
    ),
    "first_pay": Step(
        Milestone.MONTH_1, Doer.COACH, _("Lire ensemble la première fiche de paie.")
    ),
    "trial_period": Step(
        Milestone.MONTH_1,
        Doer.COMPANY,
        _("Dire clairement où en est la période d’essai."),
    ),
    "rights": Step(
        Milestone.MONTH_3,
        Doer.TEAM,
        _("Faire le point sur les droits : mutuelle, prime d’activité, logement."),
    ),
    "progress": Step(
        Milestone.MONTH_3,
        Doer.COMPANY,
        _("Dire ce qui a progressé, avec deux exemples."),
    ),
    "learn": Step(
        Milestone.MONTH_6,
        Doer.COMPANY,
        _("Choisir ensemble un savoir-faire à apprendre."),
    ),
    "coach_after": Step(
        Milestone.MONTH_6,
        Doer.COACH,
        _("Préparer la fin du parcours : qui reste joignable ?"),
    ),
    "future": Step(
        Milestone.MONTH_9,
        Doer.COMPANY,
        _("Parler de la suite du contrat avant qu’il se termine."),
    ),
    "one_year": Step(
        Milestone.MONTH_12,
        Doer.TEAM,
        _("Fêter l’année avec tout le monde. Dire ce qu’elle a changé."),
    ),
    "in_turn": Step(
        Milestone.MONTH_12,
        Doer.COMPANY,
        _("Proposer à la personne d’accueillir à son tour quelqu’un."),
    ),
}


def can_hire(user: Any, candidate: Any) -> bool:
    """Record a hire, end one: the team of the zone."""
    return is_team_in(user, candidate.zone_id)


def is_team_of(user: Any, hire: Any) -> bool:
    return is_team_in(user, hire.candidate.zone_id)


def speaks_for_the_manager(user: Any, hire: Any) -> bool:
    """The manager; anybody of the company while none is named."""
    if hire.company_id is None or not is_member_of(user, hire.company_id):
        return False
    if hire.manager is None or hire.manager.ended_at is not None:
        return True
    return bool(hire.manager.user_id == user.pk)


def voice_of(user: Any, hire: Any) -> Voice | None:
    """With which voice this user answers the check-ins of this hire."""
    if is_self(user, hire.candidate):
        return Voice.EMPLOYEE
    if speaks_for_the_manager(user, hire):
        return Voice.MANAGER
    return Voice.COACH if coaches(user, hire.candidate) else None


def can_see(user: Any, hire: Any) -> bool:
    """The hire and its plan, not what was answered."""
    if voice_of(user, hire) is not None or is_staff_in(user, hire.candidate.zone_id):
        return True
    return hire.company_id is not None and is_member_of(user, hire.company_id)


def can_answer(user: Any, check_in: Any) -> bool:
    """Each with their own voice; the team notes what somebody said on the phone."""
    return voice_of(user, check_in.hire) == check_in.voice or is_team_of(
        user, check_in.hire
    )


def doers_of(user: Any, hire: Any) -> set[str]:
    found = {Voice.EMPLOYEE: Doer.EMPLOYEE, Voice.COACH: Doer.COACH}.get(
        voice_of(user, hire) or Voice.MANAGER
    )
    doers: set[str] = {found} if found else set()
    if hire.company_id and is_member_of(user, hire.company_id):
        doers.add(Doer.COMPANY)
    return set(Doer.values) if is_team_of(user, hire) else doers


def can_tick(user: Any, step: Any) -> bool:
    return step.key in STEPS and STEPS[step.key].doer in doers_of(user, step.hire)


def calls_for_a_human(check_in: Any) -> bool:
    """One answer is enough to worry: a storm, a wish to be called, a job that is over."""
    return bool(
        check_in.weather == Weather.STORMY
        or check_in.wants_call
        or check_in.still_in_job is False
    )


def diverge(check_ins: Any) -> bool:
    """The same moment, seen differently by those who answered."""
    return len({check_in.weather for check_in in check_ins if check_in.answered_at}) > 1
