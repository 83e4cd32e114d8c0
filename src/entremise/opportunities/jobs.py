"""Periodic job of the proposals."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import periodic_job
from entremise.foundation.tasks.actions import raise_task

from .enums import OPEN_PROPOSAL_STATES
from .models import Proposal


@periodic_job(timedelta(hours=1))
def raise_late_answer_tasks() -> int:
    """Raise a task for each open proposal past its answer date; returns how many are late."""
    late = Proposal.objects.filter(
        state__in=OPEN_PROPOSAL_STATES, answer_by__lt=timezone.localdate()
    )
    for proposal in late.select_related("candidate__zone", "owner"):
        raise_task(
            "opportunities.answer_late",
            zone=proposal.candidate.zone,
            about=("team_proposal", proposal.code, proposal.candidate.first_name),
            owner=proposal.owner,
            due_on=proposal.answer_by,
            dedup_key=f"proposal:{proposal.code}:late:{proposal.answer_by}",
        )
    return len(late)
