"""Is somebody working, and what is late."""

from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from .models import JobRun, WorkerHeartbeat

ALIVE_WITHIN = timedelta(minutes=1)  # three heartbeats
LATE_AFTER = timedelta(minutes=15)


def worker_last_seen() -> datetime | None:
    """When a worker last said that it is alive; None when none runs nor was killed today."""
    seen: datetime | None = WorkerHeartbeat.objects.aggregate(last=Max("seen_at"))[
        "last"
    ]
    return seen


def is_worker_alive() -> bool:
    seen = worker_last_seen()
    return seen is not None and timezone.now() - seen < ALIVE_WITHIN


def jobs_behind() -> list[JobRun]:
    """Jobs that should have run LATE_AFTER ago, or that failed at their last run."""
    late = timezone.now() - LATE_AFTER
    return [job for job in JobRun.objects.all() if job.failures or job.due_at < late]


def all_job_runs() -> list[JobRun]:
    return list(JobRun.objects.all())
