"""Life cycle of an approach: sent, reviewed and forwarded by the team, answered, closed.

Deadlines are in working days.
"""

from collections.abc import Collection
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
from entremise.foundation.kit.text import clean_line, clean_text
from entremise.foundation.kit.text import gettext as _
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
    """Who answers for it: whoever follows the person, else somebody of their zone's team."""
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
    """A company would like to meet somebody: held until the team has read it.

    ``sender`` is empty when a visitor without account says they work in a company that has
    one: their name and e-mail stand instead, and letting the words through makes them a
    member.
    """
    if sender is not None and not is_member_of_company(sender, company):
        raise NotAllowed(_("Vous ne pouvez pas écrire au nom de cette entreprise."))
    if not is_company_open(company):
        raise NotAllowed(_("Le compte de cette entreprise est fermé."))
    if not can_be_approached(candidate):
        raise DomainError(
            _("Cette personne n’est plus joignable par ici. Parlez-en à l’équipe.")
        )
    row = Approach(
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
            row.save()
    except IntegrityError:
        return _already_waiting(row)
    _announce_received(row, "meetings.approached", by=sender)
    return row


def _already_waiting(row: Approach) -> Approach:
    """The same words sent twice are one; other words wait for the answer to the first.

    A visitor is not told what a company already wrote: the team, asked who they are, will
    tell them.
    """
    first = pending_approach(row.company, row.candidate)
    if first and (
        row.sender is None
        or (first.sender_id, first.message) == (row.sender_id, row.message)
    ):
        return first
    raise DomainError(
        _(
            "Votre entreprise a déjà une proposition en cours pour cette personne. Attendez la réponse promise."
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
    """Somebody knows somebody. Staff of the zone are trusted: theirs goes through at once."""
    trusted = is_staff_in(by, candidate.zone_id)
    if by is not None and not trusted:
        raise NotAllowed(_("Cette personne est suivie dans une autre zone."))
    now = timezone.now()
    row = Approach.objects.create(
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
        record_in_journal("meetings.introduced", by=by, about=_about(row))
        notices.notify_approach_forwarded(row)
    else:
        _announce_received(row, "meetings.introduced", by=None)
    return row


def _about(row: Approach) -> tuple[Any, ...]:
    return (row.candidate, row, row.company) if row.company else (row.candidate, row)


def _announce_received(row: Approach, verb: str, *, by: User | None) -> None:
    record_in_journal(verb, by=by, about=_about(row), shared=bool(row.share_token))
    _ask_team(row, "meetings.approach_held", row.answer_by)
    notices.notify_approach_received(row)


def _ask_team(row: Approach, reason: str, due_on: Any) -> None:
    raise_task(
        reason,
        zone=row.candidate.zone,
        about=("team_approach", row.code, row.candidate.first_name),
        owner=row.owner,
        due_on=due_on,
        dedup_key=f"approach:{row.code}:{reason}",
    )


def _move(
    row: Approach,
    to: ApproachState,
    *,
    by: User,
    message: str,
    only_from: Collection[str] = tuple(ApproachState),
    **changes: Any,
) -> None:
    allowed_from = [
        state
        for state, moves in APPROACH_MOVES.items()
        if to in moves and state in only_from
    ]
    Approach.objects.move(
        row.pk,
        allowed_from=allowed_from,
        to=to,
        decided_at=timezone.now(),
        decided_by=by,
        decision_message=clean_text(message),
        **changes,
    )
    row.refresh_from_db()
    resolve_tasks(dedup_key_prefix=f"approach:{row.code}:", by=by)


def _required_message(message: str) -> str:
    if not clean_text(message):
        raise DomainError(
            _("Écrivez quelques mots : la personne qui a écrit les lira.")
        )
    return message


@transaction.atomic
def forward_approach(approach: Approach, *, by: User, message: str = "") -> Approach:
    """The team has read it: the person hears of it now."""
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
    """It goes no further; whoever wrote reads why, in the team's own words."""
    _only_team(by, approach)
    was_through = approach.forwarded_at is not None
    _move(approach, ApproachState.STOPPED, by=by, message=_required_message(message))
    record_in_journal("meetings.stopped", by=by, about=_about(approach))
    notices.notify_approach_stopped(approach, was_forwarded=was_through)
    return approach


def _only_team(by: User, row: Approach) -> None:
    if not rules.can_moderate_approach(by, row):
        raise NotAllowed(_("Seule l’équipe de la zone relit les propositions."))


def _only_person(by: User, row: Approach) -> None:
    if not rules.can_answer_approach(by, row):
        raise NotAllowed(_("Seule la personne répond à cette proposition."))


@transaction.atomic
def accept_approach(row: Approach, *, by: User) -> Approach:
    """Yes. A date comes next; if it does not, the team is told."""
    _only_person(by, row)
    if row.company and not is_company_open(row.company):
        raise DomainError(
            _("Cette proposition n’est plus ouverte. Votre équipe vous en parle.")
        )
    _move(row, ApproachState.ACCEPTED, by=by, message="")
    record_in_journal(
        "meetings.accepted",
        by=by,
        about=_about(row),
        for_them=by.pk != row.candidate.user_id,
    )
    _ask_team(row, "meetings.to_plan", answer_deadline(WORKING_DAYS_TO_REVIEW))
    notices.notify_approach_accepted(row)
    return row


@transaction.atomic
def decline_approach(approach: Approach, *, by: User, message: str = "") -> Approach:
    """No. With words, whoever wrote reads them.

    Without, the team writes to them: no machine says no.
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
    """The last, human word: ``words`` to the person, ``to_sender`` to whoever wrote."""
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
    """The company changes its mind. If the person already knows, they read why."""
    if approach.company is None or not is_member_of_company(by, approach.company):
        raise NotAllowed(_("Seule l’entreprise retire sa proposition."))
    was_through = approach.forwarded_at is not None
    _move(
        approach,
        ApproachState.CLOSED,
        by=by,
        message=_required_message(message) if was_through else message,
        only_from=PENDING_APPROACH_STATES,
    )
    record_in_journal("meetings.taken_back", by=by, about=_about(approach))
    if was_through:
        notices.notify_approach_closed(
            approach, to_candidate=approach.decision_message, to_sender=""
        )
    return approach
