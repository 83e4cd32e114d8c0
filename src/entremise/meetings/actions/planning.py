"""Agree on a meeting date: propose, agree, reschedule, cancel; save each side's preparation."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.companies.rules import is_company_open
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.kit.text import clean_line, clean_text, gettext as _
from entremise.foundation.tasks.actions import resolve_tasks
from entremise.meetings import notices, rules
from entremise.meetings.enums import (
    COMPANY_MEETING_KINDS,
    MEETING_MOVES,
    UNAGREED_STATES,
    UPCOMING_STATES,
    ApproachState,
    MeetingSide,
    MeetingState,
)
from entremise.meetings.models import Approach, Attendance, Meeting, Preparation

Attendee = User | tuple[str, str]
AGREED_AT_FIELDS = {
    MeetingSide.CANDIDATE: "candidate_agreed_at",
    MeetingSide.OTHER: "other_agreed_at",
}


def meeting_journal_subjects(meeting: Meeting) -> tuple[Any, ...]:
    """On whose timelines a fact about this meeting is shown."""
    things = [meeting.candidate, meeting, meeting.company, meeting.approach]
    return tuple(thing for thing in things if thing)


@transaction.atomic
def propose_meeting(
    candidate: Candidate,
    *,
    kind: str,
    starts_at: datetime,
    place: str,
    by: User,
    company: Company | None = None,
    approach: Approach | None = None,
    minutes: int = 60,
    directions: str = "",
    remote: bool = False,
    remote_reason: str = "",
    attendees: Sequence[Attendee] = (),
) -> Meeting:
    """Propose a date. Whoever proposes it for their own side has agreed to it.

    A remote meeting needs a reason.
    """
    company = company or (approach.company if approach else None)
    if not rules.can_propose_meeting(by, candidate, kind=kind, company=company):
        raise NotAllowed(_("Vous ne pouvez pas proposer cette rencontre."))
    _check(candidate, company, approach, remote=remote, remote_reason=remote_reason)
    codes = _two_codes()
    meeting = Meeting.objects.create(
        kind=kind,
        candidate=candidate,
        company=company,
        approach=approach,
        brokered_by=_broker(approach, by),
        starts_at=starts_at,
        minutes=minutes,
        place=clean_line(place)[:200],
        directions=clean_text(directions),
        remote=remote,
        remote_reason=clean_line(remote_reason)[:200],
        proposed_by=by,
        candidate_code=codes[0],
        other_code=codes[1],
    )
    _add_attendances(meeting, attendees, by=by)
    _agree_own(meeting, by)
    record_in_journal(
        "meetings.proposed",
        by=by,
        about=meeting_journal_subjects(meeting),
        kind=str(kind),
        remote=remote,
    )
    if approach:
        resolve_tasks(dedup_key_prefix=f"approach:{approach.code}:", by=by)
    if meeting.candidate_agreed_at and meeting.other_agreed_at:
        _both_agreed(meeting, by=by)
    else:
        notices.notify_meeting_proposed(meeting, by=by)
    return meeting


def _check(
    candidate: Candidate,
    company: Company | None,
    approach: Approach | None,
    *,
    remote: bool,
    remote_reason: str,
) -> None:
    if company and not is_company_open(company):
        raise DomainError(_("Le compte de cette entreprise est fermé."))
    if approach and (
        approach.candidate_id != candidate.pk
        or approach.state != ApproachState.ACCEPTED
    ):
        raise DomainError(_("La personne n’a pas encore dit oui à cette proposition."))
    if remote and not clean_line(remote_reason):
        raise DomainError(
            _(
                "On se rencontre en personne. Sinon, écrivez pourquoi ce sera à distance."
            )
        )


def _broker(approach: Approach | None, by: User) -> User | None:
    """The staff member who brought the two together."""
    if approach and approach.sender and approach.sender.staff_roles.exists():
        return approach.sender
    if by.staff_roles.exists():
        return by
    return approach.owner if approach else None


def _two_codes() -> tuple[str, str]:
    """Two different codes: typing one's own proves nothing."""
    first, second = secrets.SystemRandom().sample(range(10000), 2)
    return f"{first:04d}", f"{second:04d}"


def _add_attendances(
    meeting: Meeting, attendees: Sequence[Attendee], *, by: User
) -> None:
    people = list(dict.fromkeys(attendees))
    if by not in people and rules.meeting_side_of(by, meeting) == MeetingSide.OTHER:
        people.insert(0, by)
    for person in people:
        if isinstance(person, User):
            if person.pk != meeting.candidate.user_id:
                title, side = _title_and_side_of(person, meeting)
                Attendance.objects.create(
                    meeting=meeting, user=person, title=title, side=side
                )
        else:
            name, title = person
            Attendance.objects.create(
                meeting=meeting,
                name=clean_line(name)[:120],
                title=clean_line(title)[:120],
            )
    meeting.__dict__.pop("_prefetched_objects_cache", None)


def _title_and_side_of(person: User, meeting: Meeting) -> tuple[str, MeetingSide]:
    """Title and side. With a company, who does not work there comes with the candidate."""
    if meeting.kind not in COMPANY_MEETING_KINDS or meeting.company is None:
        return (
            "",
            MeetingSide.OTHER
            if meeting.kind not in COMPANY_MEETING_KINDS
            else MeetingSide.CANDIDATE,
        )
    titles = meeting.company.members.filter(user=person, ended_at=None).values_list(
        "job_title", flat=True
    )
    return next(
        (t for t in titles if t), ""
    ), MeetingSide.OTHER if titles else MeetingSide.CANDIDATE


def _agree_own(meeting: Meeting, by: User) -> None:
    side = rules.meeting_side_of(by, meeting)
    if side:
        now = timezone.now()
        Meeting.objects.filter(pk=meeting.pk).update(**{AGREED_AT_FIELDS[side]: now})
        setattr(meeting, AGREED_AT_FIELDS[side], now)


@transaction.atomic
def agree_to_meeting_date(meeting: Meeting, *, by: User, side: str = "") -> Meeting:
    """Agree to the date for one's own side, or for ``side`` when that side has no account."""
    sides = rules.sides_user_can_answer_for(by, meeting)
    chosen = MeetingSide(side) if side else next(iter(sides), None)
    if chosen not in sides or chosen is None:
        raise NotAllowed(_("Chacun répond de son côté."))
    _check_company_open(meeting)
    waiting = Meeting.objects.filter(
        pk=meeting.pk, state__in=UNAGREED_STATES, sequence=meeting.sequence
    )
    if not waiting.update(**{AGREED_AT_FIELDS[chosen]: timezone.now()}):
        meeting.refresh_from_db()
        if meeting.state == MeetingState.AGREED:
            return meeting  # said twice, or by both at once
        raise MoveRefused(
            _("La date a changé entre-temps. Rechargez la page pour voir la nouvelle.")
        )
    meeting.refresh_from_db()
    record_in_journal(
        "meetings.date_suits",
        by=by,
        about=meeting_journal_subjects(meeting),
        side=str(chosen),
    )
    if meeting.candidate_agreed_at and meeting.other_agreed_at:
        _both_agreed(meeting, by=by)
    return meeting


def _check_company_open(meeting: Meeting) -> None:
    if meeting.company and not is_company_open(meeting.company):
        raise DomainError(
            _("Le compte de cette entreprise est fermé. L’équipe vous dira la suite.")
        )


def move_meeting(
    meeting: Meeting,
    to: MeetingState,
    *,
    only_from: Collection[str] | None = None,
    **changes: Any,
) -> None:
    """Change the state of a meeting: every change goes through here."""
    Meeting.objects.filter(sequence=meeting.sequence).move(
        meeting, to=to, moves=MEETING_MOVES, only_from=only_from, **changes
    )


def _both_agreed(meeting: Meeting, *, by: User) -> None:
    move_meeting(meeting, MeetingState.AGREED)
    record_in_journal("meetings.agreed", by=by, about=meeting_journal_subjects(meeting))
    notices.notify_meeting_agreed(meeting)


@transaction.atomic
def reschedule_meeting(
    meeting: Meeting,
    *,
    starts_at: datetime,
    by: User,
    place: str = "",
    directions: str | None = None,
    minutes: int | None = None,
    message: str = "",
) -> Meeting:
    """Set another date. Only the side that asks for it has agreed to it."""
    _check_may_reschedule(meeting, by)
    _check_company_open(meeting)
    in_calendars = _in_calendars(meeting)
    side = rules.meeting_side_of(by, meeting)
    changes: dict[str, Any] = {
        "starts_at": starts_at,
        "sequence": F("sequence") + 1,
        "change_message": clean_text(message),
        "candidate_agreed_at": None,
        "other_agreed_at": None,
    }
    changes |= {AGREED_AT_FIELDS[side]: timezone.now()} if side else {}
    changes |= {"place": clean_line(place)[:200]} if clean_line(place) else {}
    changes |= {"directions": clean_text(directions)} if directions is not None else {}
    changes |= {"minutes": minutes} if minutes else {}
    move_meeting(meeting, MeetingState.RESCHEDULED, **changes)
    record_in_journal(
        "meetings.rescheduled",
        by=by,
        about=meeting_journal_subjects(meeting),
        number=meeting.sequence,
    )
    notices.notify_meeting_rescheduled(meeting, in_calendars=in_calendars, by=by)
    return meeting


def _in_calendars(meeting: Meeting) -> bool:
    """Whether the meeting was ever agreed: an invitation must then be replaced or cancelled."""
    return bool(meeting.state == MeetingState.AGREED or meeting.sequence > 0)


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, by: User, message: str) -> Meeting:
    """Cancel, with a message to the other side."""
    _check_may_reschedule(meeting, by)
    if not clean_text(message):
        raise DomainError(_("Écrivez un mot à l’autre personne : elle vous attendait."))
    in_calendars = _in_calendars(meeting)
    move_meeting(
        meeting,
        MeetingState.CANCELLED,
        only_from=UPCOMING_STATES,
        sequence=F("sequence") + 1,
        change_message=clean_text(message),
    )
    record_in_journal(
        "meetings.cancelled",
        by=by,
        about=meeting_journal_subjects(meeting),
        side=str(rules.meeting_side_of(by, meeting) or "team"),
    )
    resolve_tasks(dedup_key_prefix=f"meeting:{meeting.code}:", by=by)
    notices.notify_meeting_cancelled(meeting, in_calendars=in_calendars, by=by)
    return meeting


def _check_may_reschedule(meeting: Meeting, by: User) -> None:
    if not rules.can_reschedule_meeting(by, meeting):
        raise NotAllowed(_("Cette rencontre ne vous concerne pas."))


@transaction.atomic
def save_preparation(
    meeting: Meeting, *, side: str, wants: str, needs: str = "", by: User
) -> Preparation:
    """Save one side's preparation; the other side never reads it."""
    if MeetingSide(side) not in rules.sides_user_can_prepare(by, meeting):
        raise NotAllowed(_("Chacun prépare de son côté."))
    values = {"wants": clean_text(wants), "needs": clean_text(needs), "by": by}
    preparation, new = Preparation.objects.update_or_create(
        meeting=meeting, side=side, defaults=values
    )
    if new:
        record_in_journal(
            "meetings.prepared",
            by=by,
            about=meeting_journal_subjects(meeting),
            side=str(side),
        )
    return preparation
