"""Promises kept by the clock: it reminds and it calls a human; it never refuses, confirms
or speaks for anybody.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from entremise.foundation.kit.jobs import periodic
from entremise.foundation.tasks.actions import raise_task

from . import notices, queries
from .enums import Side
from .models import Meeting

HOURS_TO_CONFIRM = timedelta(days=3)
DAYS_TO_PLAN = timedelta(days=7)
FIRST_HOUR = 8  # nobody's phone rings at night


@periodic(timedelta(hours=1))
def sweep_promises() -> int:
    """An answer was promised and has not come: it becomes somebody's task, once per promise."""
    today = timezone.localdate()
    late = list(queries.late_approaches(today))
    for approach in late:
        raise_task(
            "meetings.answer_late",
            zone=approach.candidate.zone,
            about=("team_approach", approach.code, approach.candidate.first_name),
            owner=approach.owner,
            due_on=approach.answer_by,
            urgent=True,
            dedup_key=f"approach:{approach.code}:late:{approach.answer_by}",
        )
    return len(late)


@periodic(timedelta(hours=6))
def sweep_unplanned() -> int:
    """Somebody said yes a week ago, and no date was proposed."""
    waiting = list(queries.unplanned(timezone.now() - DAYS_TO_PLAN))
    for approach in waiting:
        raise_task(
            "meetings.no_date",
            zone=approach.candidate.zone,
            about=("team_approach", approach.code, approach.candidate.first_name),
            owner=approach.owner,
            due_on=timezone.localdate(),
            dedup_key=f"approach:{approach.code}:no_date",
        )
    return len(waiting)


@periodic(timedelta(minutes=30))
def remind() -> None:
    """The day before; then, after the hour, a question to each side that has not answered."""
    now = timezone.now()
    for meeting in (
        queries.to_remind(now) if timezone.localtime().hour >= FIRST_HOUR else ()
    ):
        if timezone.localtime(
            meeting.starts_at
        ).date() == timezone.localdate() + timedelta(days=1):
            with transaction.atomic():
                notices.reminder(meeting)
    for meeting in queries.unconfirmed(now):
        with transaction.atomic():
            _ask(meeting)


def _ask(meeting: Meeting) -> None:
    if not meeting.candidate_confirmed_at:
        notices.to_confirm(meeting, side=Side.CANDIDATE)
    if not meeting.other_confirmed_at:
        notices.to_confirm(meeting, side=Side.OTHER)
    if meeting.starts_at < timezone.now() - HOURS_TO_CONFIRM:
        raise_task(
            "meetings.unconfirmed",
            zone=meeting.candidate.zone,
            about=("team_meeting", meeting.code, meeting.candidate.first_name),
            owner=meeting.brokered_by or meeting.candidate.owner,
            due_on=timezone.localdate(),
            dedup_key=f"meeting:{meeting.code}:unconfirmed:{meeting.sequence}",
        )
