"""What meetings do when an event is announced."""

from django.utils import timezone

from entremise.companies.events import CompanyClosed
from entremise.foundation.tasks.actions import raise_task

from .enums import PENDING_APPROACH_STATES, UPCOMING_STATES
from .models import Approach, Meeting


def raise_tasks_for_closed_company(event: CompanyClosed) -> None:
    """A company is closed: the team gets a task for each upcoming meeting and pending approach."""
    today = timezone.localdate()
    for meeting in Meeting.objects.select_related("candidate__zone").filter(
        company=event.company, state__in=UPCOMING_STATES
    ):
        raise_task(
            "meetings.company_closed",
            zone=meeting.candidate.zone,
            about=("team_meeting", meeting.code, meeting.candidate.first_name),
            owner=meeting.brokered_by,
            due_on=today,
            urgent=True,
            dedup_key=f"meeting:{meeting.code}:company_closed",
        )
    waiting = Approach.objects.select_related("candidate__zone").filter(
        company=event.company, state__in=PENDING_APPROACH_STATES
    )
    for approach in waiting:
        raise_task(
            "meetings.company_closed",
            zone=approach.candidate.zone,
            about=("team_approach", approach.code, approach.candidate.first_name),
            owner=approach.owner,
            due_on=today,
            urgent=True,
            dedup_key=f"approach:{approach.code}:company_closed",
        )
