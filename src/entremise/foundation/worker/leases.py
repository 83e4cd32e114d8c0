"""Each due job is run by one of the workers.

A worker claims a job by one conditional UPDATE, for LEASE, and renews the lease while it
runs. When it dies, another claims the job after that: a job loses nothing and does nothing
twice when it runs again (see ``kit.periodic_jobs``).
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import PeriodicJob

from .models import JobRun, WorkerHeartbeat

LEASE = timedelta(minutes=2)
FORGOTTEN_AFTER = timedelta(days=1)  # a worker that was killed leaves its heartbeat


def register_jobs(jobs: Iterable[PeriodicJob]) -> None:
    """A row for each declared job, due now when it is new; none for those of before."""
    names = [job.name for job in jobs]
    now = timezone.now()
    JobRun.objects.bulk_create(
        [JobRun(name=name, due_at=now) for name in names], ignore_conflicts=True
    )
    JobRun.objects.exclude(name__in=names).delete()


def claim_job(job: PeriodicJob, worker: str) -> bool:
    """Whether the job is due and now ours, until the lease ends."""
    now = timezone.now()
    # Written by a clock that was ahead: it would not run again for as long.
    too_late = now + 2 * job.every
    due = Q(due_at__lte=now) | Q(due_at__gt=too_late)
    free = (
        Q(leased_until=None)
        | Q(leased_until__lt=now)
        | Q(leased_until__gt=now + 2 * LEASE)
    )
    return bool(
        JobRun.objects.filter(due, free, name=job.name).update(
            leased_until=now + LEASE, worker=worker, started_at=now
        )
    )


def finish_job(job: PeriodicJob, worker: str, error: Exception | None = None) -> bool:
    """Store how the run ended and when the next is due; False when the lease was lost."""
    now = timezone.now()
    ours = JobRun.objects.filter(name=job.name, worker=worker).exclude(
        leased_until=None
    )
    failures = F("failures") + 1 if error else 0
    return bool(
        ours.update(
            due_at=next_run(job.every, now),
            leased_until=None,
            finished_at=now,
            failures=failures,
            runs=F("runs") + 1,
            failed_runs=F("failed_runs") + (1 if error else 0),
            last_error=type(error).__name__ if error else "",
        )
    )


def next_run(every: timedelta, now: datetime) -> datetime:
    """The next multiple of ``every`` since the epoch: workers agree without speaking."""
    seconds = int(every.total_seconds())
    passed = int(now.timestamp()) // seconds
    return datetime.fromtimestamp((passed + 1) * seconds, tz=now.tzinfo)


def beat(worker: str) -> None:
    """Say that the worker is alive, and keep what it is running."""
    now = timezone.now()
    WorkerHeartbeat.objects.update_or_create(worker=worker, defaults={"seen_at": now})
    JobRun.objects.filter(worker=worker).exclude(leased_until=None).update(
        leased_until=now + LEASE
    )
    WorkerHeartbeat.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()


def leave(worker: str) -> None:
    """The worker stops: nobody waits for it."""
    WorkerHeartbeat.objects.filter(worker=worker).delete()
