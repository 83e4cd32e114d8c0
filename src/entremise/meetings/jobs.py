"""Reminders and overdue tasks about approaches and meetings.

The jobs send reminders and create tasks; they never change a state.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import periodic_job
from entremise.foundation.tasks.actions import raise_task

from . import notices
from .enums import MeetingSide
from .models import Meeting
from .queries.meetings import (
    agreed_meetings_on,
    approaches_without_meeting,
    overdue_approaches,
    unconfirmed_meetings,
)

TIME_TO_CONFIRM = timedelta(days=3)
TIME_TO_PLAN = timedelta(days=7)
FIRST_REMINDER_HOUR = 8  # nobody's phone rings at night
# How many days before the meeting → what is sent.
REMINDERS = {1: notices.notify_meeting_tomorrow}


@periodic_job(timedelta(hours=1))
def raise_overdue_approach_tasks() -> int:
    """A task for each approach whose answer is overdue, once per deadline."""
    today = timezone.localdate()
    late = list(overdue_approaches(today))
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


@periodic_job(timedelta(hours=6))
def raise_unplanned_approach_tasks() -> int:
    """A task for each approach accepted a week ago without a meeting."""
    waiting = list(approaches_without_meeting(timezone.now() - TIME_TO_PLAN))
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


@periodic_job(timedelta(minutes=30))
def send_meeting_reminders() -> None:
    """Remind of the meetings to come; afterwards, ask each side that has not confirmed."""
    if timezone.localtime().hour >= FIRST_REMINDER_HOUR:
        for days_before, notify in REMINDERS.items():
            day = timezone.localdate() + timedelta(days=days_before)
            for meeting in agreed_meetings_on(day):
                with transaction.atomic():
                    notify(meeting)
    for meeting in unconfirmed_meetings(timezone.now()):
        with transaction.atomic():
            _ask_for_confirmation(meeting)


def _ask_for_confirmation(meeting: Meeting) -> None:
    if not meeting.candidate_confirmed_at:
        notices.notify_meeting_to_confirm(meeting, side=MeetingSide.CANDIDATE)
    if not meeting.other_confirmed_at:
        notices.notify_meeting_to_confirm(meeting, side=MeetingSide.OTHER)
    if meeting.starts_at < timezone.now() - TIME_TO_CONFIRM:
        raise_task(
            "meetings.unconfirmed",
            zone=meeting.candidate.zone,
            about=("team_meeting", meeting.code, meeting.candidate.first_name),
            owner=meeting.brokered_by or meeting.candidate.owner,
            due_on=timezone.localdate(),
            dedup_key=f"meeting:{meeting.code}:unconfirmed:{meeting.sequence}",
        )
