"""Tasks about pairings without a recent session; deletion of old applications."""

from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.periodic_jobs import periodic_job
from entremise.foundation.tasks.actions import raise_task

from . import rules
from .models import CoachApplication, Pairing


@periodic_job(timedelta(hours=1))
def raise_quiet_pairing_tasks() -> int:
    """A task for each pairing without a session for two weeks; the next session resolves it.

    A coach who came from a list cannot write before they accepted the charter: silence is
    counted from there.
    """
    today = timezone.localdate()
    raised = 0
    live = Pairing.objects.filter(ended_at=None).select_related(
        "candidate__zone", "candidate__owner", "coach"
    )
    able = live.exclude(coach__charter_accepted_at=None)
    for pairing in able.annotate(last_on=Max("sessions__on")):
        able_since = pairing.coach.charter_accepted_at or pairing.started_at
        since = pairing.last_on or timezone.localdate(
            max(pairing.started_at, able_since)
        )
        if today - since >= rules.QUIET_PERIOD:
            candidate = pairing.candidate
            raise_task(
                "coaching.quiet",
                zone=candidate.zone,
                about=("team_candidate", candidate.code, candidate.first_name),
                owner=candidate.owner,
                dedup_key=f"coaching.quiet:{pairing.code}:{since}",
            )
            raised += 1
    return raised


@periodic_job(timedelta(hours=6))
def delete_old_coach_applications() -> int:
    """Delete old applications, answered or not."""
    kept = timedelta(days=current_settings().days_of_coach_applications)
    gone, _rows = CoachApplication.objects.filter(
        created_at__lt=timezone.now() - kept
    ).delete()
    return gone
