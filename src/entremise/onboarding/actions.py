"""Record hires, complete plan steps, answer check-ins, end hires."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from entremise.candidates.actions.consent import unpublish_cv
from entremise.candidates.actions.path import move_candidate_path
from entremise.candidates.enums import ContractType, PathState, PublicationEndReason
from entremise.candidates.models import Candidate
from entremise.companies.models import Company, CompanyMember
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit import working_days
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import raise_task, resolve_tasks
from entremise.meetings.models import Meeting
from entremise.opportunities.actions.proposals import mark_proposal_hired
from entremise.opportunities.models import Proposal

from . import notices, rules
from .enums import (
    CHECK_IN_MILESTONES,
    MILESTONE_DAYS,
    HireEndReason,
    Respondent,
    Weather,
)
from .models import CheckIn, Hire, PlanStep


def _not_allowed() -> NotAllowed:
    return NotAllowed(_("Cette action n’est pas la vôtre. L’équipe peut vous aider."))


@transaction.atomic
def record_hire(
    candidate: Candidate,
    *,
    company: Company | None,
    title: str,
    contract: str,
    starts_on: date,
    by: User,
    proposal: Proposal | None = None,
    meeting: Meeting | None = None,
    weekly_hours: Decimal | int | str = 35,
    ends_on: date | None = None,
    built_for_person: bool = False,
    manager: CompanyMember | None = None,
    buddy: CompanyMember | None = None,
    employer_name: str = "",
) -> Hire:
    """Record a hire: the proposal is won, the path moves to employed, the CV is unpublished.

    It may come from a proposal, from a meeting, or from neither.
    """
    if not rules.can_record_hire(by, candidate):
        raise _not_allowed()
    _check(
        candidate,
        company,
        contract,
        starts_on,
        ends_on,
        employer_name,
        manager,
        buddy,
        proposal,
        meeting,
    )
    meeting = meeting or (proposal.meeting if proposal else None)
    try:
        with transaction.atomic():
            hire = Hire.objects.create(
                candidate=candidate,
                company=company,
                employer_name="" if company else employer_name,
                proposal=proposal,
                meeting=meeting,
                title=title,
                contract=contract,
                starts_on=starts_on,
                ends_on=ends_on,
                weekly_hours=weekly_hours,
                built_for_person=built_for_person,
                manager=manager,
                buddy=buddy,
                owner=by,
                recorded_by=by,
            )
    except IntegrityError as error:
        raise DomainError(_("Cette embauche est déjà enregistrée.")) from error
    if proposal is not None:
        mark_proposal_hired(proposal, by=by)
    _open_plan(hire)
    _move_path(candidate, by=by)
    publication = unpublish_cv(candidate, reason=PublicationEndReason.HIRED, by=by)
    record_in_journal(
        "onboarding.hired",
        by=by,
        about=_about(hire),
        contract=contract,
        starts_on=str(starts_on),
        built_for_person=built_for_person,
        from_meeting=meeting.code if meeting else "",
    )
    notices.notify_hire_recorded(hire, cv_was_public=publication is not None)
    return hire


def _check(
    candidate: Candidate,
    company: Company | None,
    contract: str,
    starts_on: date,
    ends_on: date | None,
    employer_name: str,
    manager: CompanyMember | None,
    buddy: CompanyMember | None,
    proposal: Proposal | None,
    meeting: Meeting | None,
) -> None:
    if company is None and not employer_name:
        raise DomainError(_("Dites qui embauche."), field="company")
    if contract == ContractType.IMMERSION:
        raise DomainError(
            _(
                "Une immersion n’est pas une embauche : notez-la comme un essai sur la proposition."
            ),
            field="contract",
        )
    if ends_on is not None and ends_on <= starts_on:
        raise DomainError(
            _("Le contrat se termine après avoir commencé : vérifiez les deux dates."),
            field="ends_on",
        )
    for member in filter(None, (manager, buddy)):
        if company is None or member.company_id != company.pk:
            raise DomainError(
                _("Cette personne ne travaille pas dans cette entreprise.")
            )
    if (proposal and proposal.candidate_id != candidate.pk) or (
        meeting and meeting.candidate_id != candidate.pk
    ):
        raise DomainError(
            _("Cette embauche ne vient pas de là : vérifiez la personne.")
        )


def _about(hire: Hire) -> tuple[Any, ...]:
    return tuple(filter(None, (hire.candidate, hire, hire.company)))


def _open_plan(hire: Hire) -> None:
    def due(milestone: str) -> date:
        return hire.starts_on + timedelta(days=MILESTONE_DAYS[milestone])

    PlanStep.objects.bulk_create(
        PlanStep(
            hire=hire, key=key, milestone=step.milestone, due_on=due(step.milestone)
        )
        for key, step in rules.PLAN_STEP_TEMPLATES.items()
    )
    CheckIn.objects.bulk_create(
        CheckIn(
            hire=hire,
            milestone=milestone,
            respondent=respondent,
            due_on=due(milestone),
        )
        for milestone in CHECK_IN_MILESTONES
        for respondent in Respondent
    )


def _move_path(candidate: Candidate, *, by: User) -> None:
    """Move to employed, through the states the path requires."""
    candidate.refresh_from_db(fields=["state"])
    if candidate.state == PathState.EMPLOYED:
        return
    if candidate.state != PathState.ACTIVE:
        move_candidate_path(candidate, to=PathState.ACTIVE, by=by)
    move_candidate_path(candidate, to=PathState.EMPLOYED, by=by)


@transaction.atomic
def complete_plan_step(step: PlanStep, *, by: User) -> PlanStep:
    """Complete a step; a second call changes nothing."""
    if not rules.can_complete_plan_step(by, step):
        raise _not_allowed()
    if PlanStep.objects.filter(pk=step.pk, done_at=None).update(
        done_at=timezone.now(), done_by=by
    ):
        record_in_journal(
            "onboarding.step_done", by=by, about=_about(step.hire), step=step.key
        )
    step.refresh_from_db()
    return step


@transaction.atomic
def reopen_plan_step(step: PlanStep, *, by: User) -> PlanStep:
    """Reopen a step completed by mistake."""
    if not rules.can_complete_plan_step(by, step):
        raise _not_allowed()
    if (
        PlanStep.objects.filter(pk=step.pk)
        .exclude(done_at=None)
        .update(done_at=None, done_by=None)
    ):
        record_in_journal(
            "onboarding.step_undone", by=by, about=_about(step.hire), step=step.key
        )
    step.refresh_from_db()
    return step


@transaction.atomic
def answer_check_in(
    check_in: CheckIn,
    *,
    by: User,
    weather: str,
    good: str = "",
    hard: str = "",
    wants_call: bool = False,
    still_in_job: bool | None = True,
) -> CheckIn:
    """Answer a check-in, once. Worrying or diverging answers create tasks."""
    if not rules.can_answer_check_in(by, check_in):
        raise _not_allowed()
    if weather not in Weather.values:
        raise DomainError(
            _("Choisissez la météo qui ressemble le plus à ce que vous vivez.")
        )
    waiting = CheckIn.objects.filter(pk=check_in.pk, answered_at=None)
    if not waiting.update(
        answered_at=timezone.now(),
        answered_by=by,
        weather=weather,
        good=good,
        hard=hard,
        wants_call=wants_call,
        still_in_job=still_in_job,
    ):
        raise MoveRefused(_("Cette réponse est déjà donnée. L’équipe l’a reçue."))
    check_in.refresh_from_db()
    record_in_journal(
        "onboarding.answered",
        by=by,
        about=_about(check_in.hire),
        milestone=check_in.milestone,
        voice=check_in.respondent,
    )
    resolve_tasks(
        dedup_key_prefix=(
            f"hire:{check_in.hire.code}:silent:{check_in.milestone}:{check_in.respondent}"
        ),
        by=by,
    )
    _raise_tasks_from_answer(check_in)
    return check_in


def _raise_tasks_from_answer(check_in: CheckIn) -> None:
    hire = check_in.hire
    if check_in.still_in_job is False:
        _raise_call_task(
            hire, "onboarding.job_over", key=f"over:{check_in.milestone}", urgent=True
        )
    elif rules.needs_follow_up_call(check_in):
        _raise_call_task(
            hire,
            "onboarding.fragile",
            key=f"fragile:{check_in.milestone}:{check_in.respondent}",
            urgent=True,
        )
    if rules.do_answers_diverge(hire.check_ins.filter(milestone=check_in.milestone)):
        _raise_call_task(
            hire, "onboarding.diverging", key=f"diverging:{check_in.milestone}"
        )


def _raise_call_task(
    hire: Hire, reason: str, *, key: str, urgent: bool = False
) -> None:
    raise_task(
        reason,
        zone=hire.candidate.zone,
        about=("team_hire", hire.code, hire.candidate.first_name),
        owner=hire.owner,
        due_on=working_days.add_working_days(
            timezone.localdate(), rules.WORKING_DAYS_TO_CALL
        ),
        urgent=urgent,
        dedup_key=f"hire:{hire.code}:{key}",
    )


@transaction.atomic
def end_hire(hire: Hire, *, reason: str, on: date, by: User, comment: str = "") -> Hire:
    """Record the end of a hire. The path goes back to active, unless the reason is a better job."""
    if not rules.can_manage_hire(by, hire):
        raise _not_allowed()
    if reason not in HireEndReason.values:
        raise DomainError(_("Choisissez une raison."))
    if on < hire.starts_on:
        raise DomainError(
            _("La fin vient après le premier jour : vérifiez la date."), field="on"
        )
    current = Hire.objects.filter(pk=hire.pk, ended_on=None)
    if not current.update(
        ended_on=on, end_reason=reason, end_comment=comment, updated_at=timezone.now()
    ):
        raise MoveRefused(_("La fin de cette embauche est déjà notée."))
    hire.refresh_from_db()
    resolve_tasks(dedup_key_prefix=f"hire:{hire.code}:", by=by)
    record_in_journal(
        "onboarding.ended", by=by, about=_about(hire), reason=reason, on=str(on)
    )
    candidate = hire.candidate
    if (
        reason != HireEndReason.BETTER
        and not candidate.hires.filter(ended_on=None).exists()
    ):
        candidate.refresh_from_db(fields=["state"])
        if candidate.state == PathState.EMPLOYED:
            move_candidate_path(candidate, to=PathState.ACTIVE, by=by)
    return hire


@transaction.atomic
def set_hire_manager_and_buddy(
    hire: Hire, *, manager: CompanyMember | None, buddy: CompanyMember | None, by: User
) -> Hire:
    """Set the manager and the buddy, two members of the company."""
    if not rules.can_manage_hire(by, hire):
        raise _not_allowed()
    if any(
        member.company_id != hire.company_id
        for member in filter(None, (manager, buddy))
    ):
        raise DomainError(_("Cette personne ne travaille pas dans cette entreprise."))
    Hire.objects.filter(pk=hire.pk).update(
        manager=manager, buddy=buddy, updated_at=timezone.now()
    )
    hire.refresh_from_db()
    record_in_journal("onboarding.people_named", by=by, about=_about(hire))
    return hire


@transaction.atomic
def add_hire_from_list(
    candidate: Candidate,
    *,
    company: Company | None,
    employer_name: str = "",
    title: str,
    contract: str,
    starts_on: date,
    ends_on: date | None = None,
    ended_on: date | None = None,
    end_reason: str = "",
    by: User,
    **details: Any,
) -> tuple[Hire, list[PlanStep | CheckIn]]:
    """A hire of before the platform, and what is still to come of its first year.

    No message; nobody is asked about days that are past. The path and the CV stay as they are.
    """
    if not rules.can_record_hire(by, candidate):
        raise _not_allowed()
    _check(
        candidate,
        company,
        contract,
        starts_on,
        ends_on,
        employer_name,
        None,
        None,
        None,
        None,
    )
    try:
        with transaction.atomic():
            hire = Hire.objects.create(
                candidate=candidate,
                company=company,
                employer_name="" if company else employer_name,
                title=title,
                contract=contract,
                starts_on=starts_on,
                ends_on=ends_on,
                ended_on=ended_on,
                end_reason=end_reason,
                recorded_by=by,
                **details,
            )
    except IntegrityError as error:
        raise DomainError(_("Cette embauche est déjà enregistrée.")) from error
    if ended_on is None:
        _open_plan(hire)
        today = timezone.localdate()
        hire.steps.filter(due_on__lte=today).delete()
        hire.check_ins.filter(due_on__lte=today).delete()
    record_in_journal(
        "onboarding.listed", by=by, about=_about(hire), starts_on=str(starts_on)
    )
    return hire, [*hire.steps.all(), *hire.check_ins.all()]
