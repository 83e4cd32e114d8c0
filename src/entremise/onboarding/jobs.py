"""Send check-ins on their day and one reminder; raise a task when nobody answers."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit import working_days
from entremise.foundation.kit.periodic_jobs import periodic_job
from entremise.foundation.tasks.actions import raise_task

from . import notices, rules
from .enums import Respondent
from .models import CheckIn

# A question older than that is no longer asked by the machine.
CHECK_IN_EXPIRY = timedelta(days=30)


@periodic_job(timedelta(hours=1))
def process_due_check_ins() -> int:
    """Send due check-ins and reminders; returns how many await an answer."""
    today = timezone.localdate()
    due = CheckIn.objects.filter(
        answered_at=None,
        due_on__lte=today,
        due_on__gt=today - CHECK_IN_EXPIRY,
        hire__ended_on=None,
    )
    waiting = due.select_related(
        "hire__candidate__zone",
        "hire__candidate__user",
        "hire__company",
        "hire__manager__user",
        "hire__owner",
    )
    for check_in in waiting:
        days = (today - check_in.due_on).days
        notices.notify_check_in_due(check_in)
        if days >= rules.DAYS_BEFORE_REMINDER:
            notices.notify_check_in_due(check_in, is_reminder=True)
        if days >= rules.DAYS_BEFORE_SILENCE_TASK and (
            check_in.respondent != Respondent.COACH
            or notices.check_in_recipients(check_in.hire, Respondent.COACH)
        ):
            _raise_silence(check_in)
    return len(waiting)


def _raise_silence(check_in: CheckIn) -> None:
    hire = check_in.hire
    raise_task(
        "onboarding.silent",
        zone=hire.candidate.zone,
        about=("team_hire", hire.code, hire.candidate.first_name),
        owner=hire.owner,
        due_on=working_days.add_working_days(
            timezone.localdate(), rules.WORKING_DAYS_TO_CALL
        ),
        dedup_key=f"hire:{hire.code}:silent:{check_in.milestone}:{check_in.respondent}",
    )
