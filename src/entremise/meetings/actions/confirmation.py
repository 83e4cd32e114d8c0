"""Confirm that a meeting took place, report a no-show, save debriefs.

A meeting is confirmed by exchanged four-digit codes, or by each side separately.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from entremise.foundation.accounts.models import User
from entremise.foundation.accounts.rules import is_team_in
from entremise.foundation.accounts.validators import extract_digits
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.kit.text import clean_text, gettext as _
from entremise.foundation.tasks.actions import raise_task, resolve_tasks
from entremise.foundation.web import rate_limits
from entremise.meetings import rules
from entremise.meetings.enums import (
    MEETING_MOVES,
    TOOK_PLACE_STATES,
    UPCOMING_STATES,
    DebriefNextStep,
    MeetingSide,
    MeetingState,
)
from entremise.meetings.models import Debrief, Meeting

from .planning import meeting_journal_subjects, move_meeting

MEETING_CODE_MAX_TRIES = 5
CONFIRMED_AT_FIELDS = {
    MeetingSide.CANDIDATE: "candidate_confirmed_at",
    MeetingSide.OTHER: "other_confirmed_at",
}
CODE_FIELDS = {MeetingSide.CANDIDATE: "candidate_code", MeetingSide.OTHER: "other_code"}


class WrongMeetingCode(DomainError):
    """Wrong four-digit code, or too many tries. The try stays counted."""

    rolls_back = False


def confirm_meeting(meeting: Meeting, *, by: User, code: str = "") -> Meeting:
    """Confirm one's own side; with the other side's code, both sides at once.

    Not atomic as a whole: a wrong code must stay counted after it was refused.
    """
    side = rules.meeting_side_of(by, meeting)
    if side is None:
        raise NotAllowed(
            _("Seules les deux personnes qui se rencontrent peuvent le confirmer.")
        )
    if meeting.starts_at - rules.CONFIRMATION_OPENS_BEFORE > timezone.now():
        raise DomainError(
            _("La rencontre n’a pas encore commencé. Revenez ce jour-là.")
        )
    if meeting.state == MeetingState.HELD:
        return meeting
    if code:
        _check_code(meeting, side, code)
        return _confirm_both_sides(meeting, by=by, side=side)
    return _confirm_own_side(meeting, by=by, side=side)


def _check_code(meeting: Meeting, side: MeetingSide, typed: str) -> None:
    if not rate_limits.allow_attempt(
        "meeting_code",
        f"{meeting.code}:{side}",
        limit=MEETING_CODE_MAX_TRIES,
        period=timedelta(hours=1),
    ):
        raise WrongMeetingCode(
            _(
                "Trop d’essais. Confirmez sans les chiffres, ou réessayez dans une heure."
            ),
            field="code",
        )
    if extract_digits(typed) != getattr(meeting, CODE_FIELDS[side.opposite]):
        if extract_digits(typed) == getattr(meeting, CODE_FIELDS[side]):
            raise WrongMeetingCode(
                _(
                    "Ce sont vos propres chiffres. Demandez les siens à l’autre personne."
                ),
                field="code",
            )
        raise WrongMeetingCode(
            _(
                "Ce ne sont pas les bons chiffres. Regardez encore l’écran ou la carte de "
                "l’autre personne."
            ),
            field="code",
        )


@transaction.atomic
def _confirm_both_sides(meeting: Meeting, *, by: User, side: MeetingSide) -> Meeting:
    now = timezone.now()
    names = (*CONFIRMED_AT_FIELDS.values(), "candidate_agreed_at", "other_agreed_at")
    seen: dict[str, Any] = {name: getattr(meeting, name) or now for name in names}
    try:
        move_meeting(meeting, MeetingState.HELD, **seen)
    except MoveRefused:
        meeting.refresh_from_db()
        if meeting.state == MeetingState.HELD:
            return meeting  # the other person typed mine at the same moment
        raise
    _record_held(meeting, by=by, means="code", side=side)
    return meeting


@transaction.atomic
def _confirm_own_side(meeting: Meeting, *, by: User, side: MeetingSide) -> Meeting:
    """Confirm for one side, by one conditional update per step and no read before write.

    Of two confirmations at once, the second sees the first.
    """
    column = CONFIRMED_AT_FIELDS[side]
    open_states = (MeetingState.AGREED, MeetingState.CLAIMED)
    mine = Meeting.objects.filter(
        pk=meeting.pk, state__in=open_states, **{f"{column}__isnull": True}
    )
    if not mine.update(**{column: timezone.now()}):
        return _already_confirmed(meeting, column)
    record_in_journal(
        "meetings.confirmed",
        by=by,
        about=meeting_journal_subjects(meeting),
        side=str(side),
    )
    both = Q(candidate_confirmed_at__isnull=False, other_confirmed_at__isnull=False)
    held = Meeting.objects.filter(both).move_if_allowed(
        meeting, to=MeetingState.HELD, moves=MEETING_MOVES, only_from=open_states
    )
    if held:
        _record_held(meeting, by=by, means="each", side=side)
    elif not Meeting.objects.move_if_allowed(
        meeting, to=MeetingState.CLAIMED, moves=MEETING_MOVES
    ):
        meeting.refresh_from_db()
    return meeting


def _already_confirmed(meeting: Meeting, column: str) -> Meeting:
    meeting.refresh_from_db()
    if meeting.state in TOOK_PLACE_STATES and getattr(meeting, column):
        return meeting
    if meeting.state in UPCOMING_STATES:
        raise MoveRefused(
            _(
                "Les deux côtés n’ont pas encore dit oui à la date. Échangez vos chiffres sur "
                "place."
            )
        )
    raise MoveRefused(
        _("Cette rencontre est déjà close. Rechargez la page pour voir où elle en est.")
    )


def _record_held(meeting: Meeting, *, by: User, means: str, side: MeetingSide) -> None:
    record_in_journal(
        "meetings.held",
        by=by,
        about=meeting_journal_subjects(meeting),
        means=means,
        side=str(side),
        kind=meeting.kind,
    )
    resolve_tasks(dedup_key_prefix=f"meeting:{meeting.code}:", by=by)


@transaction.atomic
def report_meeting_no_show(
    meeting: Meeting, *, by: User, missing_side: str, message: str = ""
) -> Meeting:
    """Report that one side did not come; creates an urgent task for the team."""
    side = rules.meeting_side_of(by, meeting)
    if side is None and not is_team_in(by, meeting.candidate.zone_id):
        raise NotAllowed(
            _("Seules les personnes qui se rencontrent, ou l’équipe, peuvent le dire.")
        )
    if meeting.starts_at > timezone.now():
        raise DomainError(_("L’heure n’est pas encore passée."))
    move_meeting(
        meeting,
        MeetingState.NO_SHOW,
        missing_side=MeetingSide(missing_side),
        change_message=clean_text(message),
    )
    record_in_journal(
        "meetings.no_show",
        by=by,
        about=meeting_journal_subjects(meeting),
        missing=str(missing_side),
        said_by=str(side or "team"),
    )
    resolve_tasks(dedup_key_prefix=f"meeting:{meeting.code}:", by=by)
    _ask_team(meeting, "meetings.no_show", urgent=True)
    return meeting


def _ask_team(
    meeting: Meeting, reason: str, *, urgent: bool = False, key: Any = ""
) -> None:
    raise_task(
        reason,
        zone=meeting.candidate.zone,
        about=("team_meeting", meeting.code, meeting.candidate.first_name),
        owner=meeting.brokered_by or meeting.candidate.owner,
        due_on=timezone.localdate(),
        urgent=urgent,
        dedup_key=f"meeting:{meeting.code}:{reason}:{meeting.sequence}{key}",
    )


@transaction.atomic
def save_debrief(
    meeting: Meeting,
    *,
    side: str,
    changed: str,
    next_step: str,
    comment: str = "",
    by: User,
) -> Debrief:
    """Save or correct one side's debrief."""
    if MeetingSide(side) not in rules.sides_user_can_debrief(by, meeting):
        raise NotAllowed(_("Chacun raconte de son côté."))
    meeting.refresh_from_db(fields=["state"])
    if meeting.state not in TOOK_PLACE_STATES:
        raise DomainError(_("Confirmez d’abord que la rencontre a eu lieu."))
    values: dict[str, Any] = {
        "changed": clean_text(changed),
        "next_step": DebriefNextStep(next_step),
        "comment": clean_text(comment),
        "by": by,
    }
    debrief, new = Debrief.objects.update_or_create(
        meeting=meeting, side=side, defaults=values
    )
    if new:
        record_in_journal(
            "meetings.debriefed",
            by=by,
            about=meeting_journal_subjects(meeting),
            side=str(side),
            next_step=str(next_step),
        )
        if meeting.company_id:
            _ask_team(meeting, "meetings.next_step")
    return debrief
