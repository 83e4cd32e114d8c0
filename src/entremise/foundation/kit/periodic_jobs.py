"""What must be done from time to time. An app writes its jobs in jobs.py:

    @periodic(timedelta(hours=1))
    def sweep_promises() -> None: …

A job looks at the rows and does what is due: it may run twice, late, or be killed in the
middle, and nothing is lost or done twice. It never speaks in somebody's name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.module_loading import autodiscover_modules

MINUTE = timedelta(minutes=1)
# hours when a letter that nobody waits for may leave: it wakes nobody
SENDING_HOURS = range(8, 20)


@dataclass(frozen=True)
class PeriodicJob:
    name: str  # "meetings.sweep_promises"
    every: timedelta
    run: Callable[[], Any]

    def is_due(self, minutes: int) -> bool:
        """``minutes``: whole minutes since the epoch."""
        return minutes % (self.every // MINUTE) == 0


_jobs: dict[str, PeriodicJob] = {}


def periodic_job(every: timedelta) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Declare a job, run each time ``every`` has passed (whole minutes) and once when the
    worker starts.
    """
    if every < MINUTE or every % MINUTE:
        raise ValueError("a job runs every so many whole minutes")

    def declare(run: Callable[[], Any]) -> Callable[[], Any]:
        name = ".".join([*run.__module__.split(".")[1:-1], run.__name__])
        _jobs[name] = PeriodicJob(name, every, run)
        return run

    return declare


def all_jobs() -> list[PeriodicJob]:
    """Every job of every app, by name."""
    autodiscover_modules("jobs")
    return sorted(_jobs.values(), key=lambda job: job.name)
