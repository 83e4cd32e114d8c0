"""Texts of the first-year plan, and permissions on hires, plan steps and check-ins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from entremise.candidates.rules import is_self
from entremise.coaching.rules import is_coach_of
from entremise.companies.rules import is_member_of_company
from entremise.foundation.accounts.rules import is_staff_in, is_team_in
from entremise.foundation.kit.text import Sentence, gettext_lazy as _

from .enums import Milestone, Respondent, StepAssignee, Weather

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate
    from entremise.foundation.accounts.models import Viewer

    from .models import CheckIn, Hire, PlanStep

DAYS_BEFORE_SILENCE_TASK = 7
DAYS_BEFORE_REMINDER = 3
WORKING_DAYS_TO_CALL = 2


@dataclass(frozen=True)
class PlanStepTemplate:
    milestone: str
    assignee: str
    text: Sentence


PLAN_STEP_TEMPLATES: dict[str, PlanStepTemplate] = {
    "questions": PlanStepTemplate(
        Milestone.BEFORE,
        StepAssignee.TEAM,
        _("Parler avec le manager de ses questions."),
    ),
    "papers": PlanStepTemplate(
        Milestone.BEFORE,
        StepAssignee.TEAM,
        _(
            "Vérifier les papiers du contrat : identité, sécurité sociale, banque, séjour s’il "
            "le faut."
        ),
    ),
    "colleagues": PlanStepTemplate(
        Milestone.BEFORE,
        StepAssignee.COMPANY,
        _(
            "Dire à l’équipe qui arrive et pour quel travail. Rien de l’histoire de la "
            "personne sans son accord."
        ),
    ),
    "buddy": PlanStepTemplate(
        Milestone.BEFORE,
        StepAssignee.COMPANY,
        _("Choisir une marraine ou un parrain qui a du temps la première semaine."),
    ),
    "pay_date": PlanStepTemplate(
        Milestone.BEFORE,
        StepAssignee.COMPANY,
        _("Dire la date de la première paie. Proposer une avance."),
    ),
    "journey": PlanStepTemplate(
        Milestone.BEFORE,
        StepAssignee.COACH,
        _("Faire une fois le trajet ensemble, à l’heure du travail."),
    ),
    "welcome": PlanStepTemplate(
        Milestone.DAY_1,
        StepAssignee.COMPANY,
        _("Attendre la personne à la porte. Déjeuner avec elle."),
    ),
    "tools": PlanStepTemplate(
        Milestone.DAY_1,
        StepAssignee.COMPANY,
        _("Badge, tenue, outils et accès prêts avant son arrivée."),
    ),
    "who_to_call": PlanStepTemplate(
        Milestone.DAY_1,
        StepAssignee.EMPLOYEE,
        _("Noter le numéro à appeler en cas de retard ou de souci."),
    ),
    "evening_call": PlanStepTemplate(
        Milestone.DAY_1,
        StepAssignee.COACH,
        _("Appeler le soir : comment était ce premier jour ?"),
    ),
    "weekly_talk": PlanStepTemplate(
        Milestone.WEEK_1,
        StepAssignee.COMPANY,
        _("Prendre un quart d’heure par semaine, au calme, manager et personne."),
    ),
    "two_calls": PlanStepTemplate(
        Milestone.WEEK_1,
        StepAssignee.TEAM,
        _("Appeler le manager, puis la personne. Séparément."),
    ),
    "priorities": PlanStepTemplate(
        Milestone.WEEK_2,
        StepAssignee.COMPANY,
        _("Redire les priorités par écrit, en phrases courtes."),
    ),
    "say_it": PlanStepTemplate(
        Milestone.WEEK_2,
        StepAssignee.EMPLOYEE,
        _("Dire ce qui coince : horaires, trajet, consignes."),
    ),
    "first_pay": PlanStepTemplate(
        Milestone.MONTH_1,
        StepAssignee.COACH,
        _("Lire ensemble la première fiche de paie."),
    ),
    "trial_period": PlanStepTemplate(
        Milestone.MONTH_1,
        StepAssignee.COMPANY,
        _("Dire clairement où en est la période d’essai."),
    ),
    "rights": PlanStepTemplate(
        Milestone.MONTH_3,
        StepAssignee.TEAM,
        _("Faire le point sur les droits : mutuelle, prime d’activité, logement."),
    ),
    "progress": PlanStepTemplate(
        Milestone.MONTH_3,
        StepAssignee.COMPANY,
        _("Dire ce qui a progressé, avec deux exemples."),
    ),
    "learn": PlanStepTemplate(
        Milestone.MONTH_6,
        StepAssignee.COMPANY,
        _("Choisir ensemble un savoir-faire à apprendre."),
    ),
    "coach_after": PlanStepTemplate(
        Milestone.MONTH_6,
        StepAssignee.COACH,
        _("Préparer la fin du parcours : qui reste joignable ?"),
    ),
    "future": PlanStepTemplate(
        Milestone.MONTH_9,
        StepAssignee.COMPANY,
        _("Parler de la suite du contrat avant qu’il se termine."),
    ),
    "one_year": PlanStepTemplate(
        Milestone.MONTH_12,
        StepAssignee.TEAM,
        _("Fêter l’année avec tout le monde. Dire ce qu’elle a changé."),
    ),
    "in_turn": PlanStepTemplate(
        Milestone.MONTH_12,
        StepAssignee.COMPANY,
        _("Proposer à la personne d’accueillir à son tour quelqu’un."),
    ),
}


def can_record_hire(user: Viewer, candidate: Candidate) -> bool:
    """Record or end a hire: the team of the zone."""
    return is_team_in(user, candidate.zone_id)


def can_manage_hire(user: Viewer, hire: Hire) -> bool:
    return is_team_in(user, hire.candidate.zone_id)


def is_manager_of_hire(user: Viewer, hire: Hire) -> bool:
    """The manager; any member of the company while none is named."""
    if hire.company_id is None or not is_member_of_company(user, hire.company_id):
        return False
    if hire.manager is None or hire.manager.ended_at is not None:
        return True
    return bool(hire.manager.user_id == user.pk)


def respondent_role_of(user: Viewer, hire: Hire) -> Respondent | None:
    """As whom the user answers the check-ins of this hire."""
    if is_self(user, hire.candidate):
        return Respondent.EMPLOYEE
    if is_manager_of_hire(user, hire):
        return Respondent.MANAGER
    return Respondent.COACH if is_coach_of(user, hire.candidate) else None


def can_view_hire(user: Viewer, hire: Hire) -> bool:
    """The hire and its plan, not the answers."""
    if respondent_role_of(user, hire) is not None or is_staff_in(
        user, hire.candidate.zone_id
    ):
        return True
    return hire.company_id is not None and is_member_of_company(user, hire.company_id)


def can_answer_check_in(user: Viewer, check_in: CheckIn) -> bool:
    """The respondent themself; the team notes what was said on the phone."""
    return respondent_role_of(
        user, check_in.hire
    ) == check_in.respondent or can_manage_hire(user, check_in.hire)


def assignee_roles_of(user: Viewer, hire: Hire) -> set[str]:
    found = {
        Respondent.EMPLOYEE: StepAssignee.EMPLOYEE,
        Respondent.COACH: StepAssignee.COACH,
    }.get(respondent_role_of(user, hire) or Respondent.MANAGER)
    doers: set[str] = {found} if found else set()
    if hire.company_id and is_member_of_company(user, hire.company_id):
        doers.add(StepAssignee.COMPANY)
    return set(StepAssignee.values) if can_manage_hire(user, hire) else doers


def can_complete_plan_step(user: Viewer, step: PlanStep) -> bool:
    return step.key in PLAN_STEP_TEMPLATES and PLAN_STEP_TEMPLATES[
        step.key
    ].assignee in assignee_roles_of(user, step.hire)


def needs_follow_up_call(check_in: CheckIn) -> bool:
    """A storm, a wish to be called, or a job that is over."""
    return bool(
        check_in.weather == Weather.STORMY
        or check_in.wants_call
        or check_in.still_in_job is False
    )


def do_answers_diverge(check_ins: Iterable[CheckIn]) -> bool:
    """Different weathers among those who answered."""
    return len({check_in.weather for check_in in check_ins if check_in.answered_at}) > 1
