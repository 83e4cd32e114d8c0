"""Life cycle of an approach: sent, reviewed and forwarded by the team, answered, closed.

Deadlines are in working days.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.companies.actions import add_company_member
from entremise.companies.models import Company
from entremise.companies.rules import (
    is_company_open,
    is_company_verified,
    is_member_of_company,
)
from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.models import User
from entremise.foundation.accounts.rules import is_staff_in
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit import working_days
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import clean_line, clean_text, gettext as _
from entremise.foundation.tasks.actions import raise_task, resolve_tasks
from entremise.meetings import notices, rules
from entremise.meetings.enums import (
    ANSWERED_APPROACH_STATES,
    APPROACH_MOVES,
    PENDING_APPROACH_STATES,
    ApproachKind,
    ApproachState,
)
from entremise.meetings.models import Approach
from entremise.meetings.queries.meetings import can_be_approached, pending_approach

WORKING_DAYS_TO_REVIEW = 3  # working days in which the team answers
WORKING_DAYS_TO_ANSWER = 5  # working days in which the person chooses


def answer_deadline(days: int) -> Any:
    return working_days.add_working_days(timezone.localdate(), days)


def approach_owner_for(candidate: Candidate) -> User | None:
    """The candidate's owner, else the longest-standing team member of their zone."""
    if candidate.owner:
        return candidate.owner
    team = candidate.zone.staffrole_set.filter(
        role=Role.TEAM, user__is_active=True
    ).select_related("user")
    first = team.order_by("since", "pk").first()
    return first.user if first else None


@transaction.atomic
def send_approach(
    candidate: Candidate,
    *,
    company: Company,
    sender: User | None,
    message: str,
    job_idea: str = "",
    place: str = "",
    wished_at: str = "",
    share_token: str = "",
    contact_name: str = "",
    contact_email: str = "",
) -> Approach:
    """A company asks to meet a candidate; pending review by the team.

    ``sender`` is None when a visitor says they work in a company that has an account: their name
    and e-mail are kept instead, and forwarding the approach makes them a member.
    """
    if sender is not None and not is_member_of_company(sender, company):
        raise NotAllowed(_("Vous ne pouvez pas écrire au nom de cette entreprise."))
    if not is_company_open(company):
        raise NotAllowed(_("Le compte de cette entreprise est fermé."))
    if not can_be_approached(candidate):
        raise DomainError(
            _("Cette personne n’est plus joignable par ici. Parlez-en à l’équipe.")
        )
    approach = Approach(
        kind=ApproachKind.FROM_COMPANY,
        candidate=candidate,
        company=company,
        sender=sender,
        contact_name=clean_line(contact_name)[:120],
        contact_email=contact_email,
        message=clean_text(message),
        job_idea=clean_line(job_idea)[:120],
        place=clean_line(place)[:200],
        wished_at=clean_line(wished_at)[:200],
        share_token=share_token[:8],
        owner=approach_owner_for(candidate),
        answer_by=answer_deadline(WORKING_DAYS_TO_REVIEW),
    )
    try:
        with transaction.atomic():
            approach.save()
    except IntegrityError:
        return _already_waiting(approach)
    _announce_received(approach, "meetings.approached", by=sender)
    return approach


def _already_waiting(approach: Approach) -> Approach:
    """The pending approach when the same message is sent twice; DomainError for another message.

    A visitor without account gets the pending one too: they must not learn what the company wrote.
    """
    first = pending_approach(approach.company, approach.candidate)
    if first and (
        approach.sender is None
        or (first.sender_id, first.message) == (approach.sender_id, approach.message)
    ):
        return first
    raise DomainError(
        _(
            "Votre entreprise a déjà une proposition en cours pour cette personne. Attendez la "
            "réponse promise."
        )
    )


@transaction.atomic
def propose_introduction(
    candidate: Candidate,
    *,
    message: str,
    company: Company | None = None,
    contact_name: str = "",
    contact_email: str = "",
    contact_phone: str = "",
    job_idea: str = "",
    place: str = "",
    wished_at: str = "",
    share_token: str = "",
    by: User | None,
) -> Approach:
    """Introduce a candidate to somebody. From staff of the zone, it is forwarded at once."""
    trusted = by is not None and is_staff_in(by, candidate.zone_id)
    if by is not None and not trusted:
        raise NotAllowed(_("Cette personne est suivie dans une autre zone."))
    now = timezone.now()
    approach = Approach.objects.create(
        kind=ApproachKind.INTRODUCTION,
        candidate=candidate,
        company=company,
        sender=by,
        contact_name=clean_line(contact_name)[:120],
        contact_email=contact_email,
        contact_phone=contact_phone,
        message=clean_text(message),
        job_idea=clean_line(job_idea)[:120],
        place=clean_line(place)[:200],
        wished_at=clean_line(wished_at)[:200],
        share_token=share_token[:8],
        owner=by or approach_owner_for(candidate),
        state=ApproachState.FORWARDED if trusted else ApproachState.PENDING_REVIEW,
        forwarded_at=now if trusted else None,
        decided_at=now if trusted else None,
        decided_by=by,
        answer_by=answer_deadline(
            WORKING_DAYS_TO_ANSWER if trusted else WORKING_DAYS_TO_REVIEW
        ),
    )
    if trusted:
        record_in_journal("meetings.introduced", by=by, about=_about(approach))
        notices.notify_approach_forwarded(approach)
    else:
        _announce_received(approach, "meetings.introduced", by=None)
    return approach


def _about(approach: Approach) -> tuple[Any, ...]:
    return (
        (approach.candidate, approach, approach.company)
        if approach.company
        else (approach.candidate, approach)
    )


def _announce_received(approach: Approach, verb: str, *, by: User | None) -> None:
    record_in_journal(
        verb, by=by, about=_about(approach), shared=bool(approach.share_token)
    )
    _ask_team(approach, "meetings.approach_held", approach.answer_by)
    notices.notify_approach_received(approach)


def _ask_team(approach: Approach, reason: str, due_on: date) -> None:
    raise_task(
        reason,
        zone=approach.candidate.zone,
        about=("team_approach", approach.code, approach.candidate.first_name),
        owner=approach.owner,
        due_on=due_on,
        dedup_key=f"approach:{approach.code}:{reason}",
    )


def _move(
    approach: Approach,
    to: ApproachState,
    *,
    by: User,
    message: str,
    only_from: Collection[str] | None = None,
    **changes: Any,
) -> None:
    Approach.objects.move(
        approach,
        to=to,
        moves=APPROACH_MOVES,
        only_from=only_from,
        decided_at=timezone.now(),
        decided_by=by,
        decision_message=clean_text(message),
        **changes,
    )
    resolve_tasks(dedup_key_prefix=f"approach:{approach.code}:", by=by)


def _required_message(message: str) -> str:
    if not clean_text(message):
        raise DomainError(
            _("Écrivez quelques mots : la personne qui a écrit les lira."),
            field="message",
        )
    return message


@transaction.atomic
def forward_approach(approach: Approach, *, by: User, message: str = "") -> Approach:
    """Forward a reviewed approach to the candidate."""
    _only_team(by, approach)
    if (
        approach.kind == ApproachKind.FROM_COMPANY
        and approach.company
        and not is_company_verified(approach.company)
    ):
        raise DomainError(_("Vérifiez d’abord l’entreprise : rien ne part avant."))
    extra: dict[str, Any] = {}
    if (
        approach.kind == ApproachKind.FROM_COMPANY
        and approach.company
        and approach.sender is None
    ):
        member = add_company_member(
            approach.company,
            email=approach.contact_email,
            first_name=approach.contact_name,
            by=by,
        )
        extra["sender"] = member.user
    _move(
        approach,
        ApproachState.FORWARDED,
        by=by,
        message=message,
        forwarded_at=timezone.now(),
        answer_by=answer_deadline(WORKING_DAYS_TO_ANSWER),
        owner=approach.owner or by,
        **extra,
    )
    record_in_journal("meetings.let_through", by=by, about=_about(approach))
    notices.notify_approach_forwarded(approach)
    return approach


@transaction.atomic
def stop_approach(approach: Approach, *, by: User, message: str) -> Approach:
    """Stop an approach; its sender reads ``message``."""
    _only_team(by, approach)
    was_forwarded = approach.forwarded_at is not None
    _move(approach, ApproachState.STOPPED, by=by, message=_required_message(message))
    record_in_journal("meetings.stopped", by=by, about=_about(approach))
    notices.notify_approach_stopped(approach, was_forwarded=was_forwarded)
    return approach


def _only_team(by: User, approach: Approach) -> None:
    if not rules.can_moderate_approach(by, approach):
        raise NotAllowed(_("Seule l’équipe de la zone relit les propositions."))


def _only_person(by: User, approach: Approach) -> None:
    if not rules.can_answer_approach(by, approach):
        raise NotAllowed(_("Seule la personne répond à cette proposition."))


@transaction.atomic
def accept_approach(approach: Approach, *, by: User) -> Approach:
    """Accept an approach; the team gets a task to plan the meeting."""
    _only_person(by, approach)
    if approach.company and not is_company_open(approach.company):
        raise DomainError(
            _("Cette proposition n’est plus ouverte. Votre équipe vous en parle.")
        )
    _move(approach, ApproachState.ACCEPTED, by=by, message="")
    record_in_journal(
        "meetings.accepted",
        by=by,
        about=_about(approach),
        for_them=by.pk != approach.candidate.user_id,
    )
    _ask_team(approach, "meetings.to_plan", answer_deadline(WORKING_DAYS_TO_REVIEW))
    notices.notify_approach_accepted(approach)
    return approach


@transaction.atomic
def decline_approach(approach: Approach, *, by: User, message: str = "") -> Approach:
    """Decline an approach.

    Its sender reads ``message``; without one, the team gets a task to write to them.
    """
    _only_person(by, approach)
    _move(approach, ApproachState.DECLINED, by=by, message=message)
    record_in_journal(
        "meetings.declined",
        by=by,
        about=_about(approach),
        for_them=by.pk != approach.candidate.user_id,
    )
    if approach.decision_message:
        notices.notify_approach_declined(approach)
    else:
        _ask_team(
            approach, "meetings.to_tell_sender", answer_deadline(WORKING_DAYS_TO_REVIEW)
        )
    return approach


@transaction.atomic
def close_approach(
    approach: Approach, *, by: User, message: str = "", to_sender: str = ""
) -> Approach:
    """Close an answered approach: ``message`` to the candidate, ``to_sender`` to the sender."""
    _only_team(by, approach)
    if not (clean_text(message) or clean_text(to_sender)):
        raise DomainError(_("Écrivez un mot à la personne, ou à qui lui a écrit."))
    kept = approach.decision_message
    _move(
        approach,
        ApproachState.CLOSED,
        by=by,
        message=kept,
        only_from=ANSWERED_APPROACH_STATES,
    )
    record_in_journal("meetings.approach_closed", by=by, about=_about(approach))
    notices.notify_approach_closed(
        approach, to_candidate=clean_text(message), to_sender=clean_text(to_sender)
    )
    return approach


@transaction.atomic
def withdraw_approach(approach: Approach, *, by: User, message: str = "") -> Approach:
    """The company withdraws its approach. ``message`` is required once it was forwarded."""
    if approach.company is None or not is_member_of_company(by, approach.company):
        raise NotAllowed(_("Seule l’entreprise retire sa proposition."))
    was_forwarded = approach.forwarded_at is not None
    _move(
        approach,
        ApproachState.CLOSED,
        by=by,
        message=_required_message(message) if was_forwarded else message,
        only_from=PENDING_APPROACH_STATES,
    )
    record_in_journal("meetings.taken_back", by=by, about=_about(approach))
    if was_forwarded:
        notices.notify_approach_closed(
            approach, to_candidate=approach.decision_message, to_sender=""
        )
    return approach
