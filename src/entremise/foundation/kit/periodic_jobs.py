"""Periodic jobs, and work that somebody waits for. An app writes its jobs in jobs.py:

    @periodic_job(timedelta(hours=1))
    def raise_overdue_approach_tasks() -> int: …

A job reads the rows and does what is due. It may run twice, late, or be killed in the
middle: it must lose nothing and do nothing twice. It never acts in the name of a user.

    @background_work
    def advance_imports() -> bool: …

Work that a person asked for on screen and that is too long for a page. The worker asks every
second whether there is some; the function does a part of it and says whether it did.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.module_loading import autodiscover_modules

MINUTE = timedelta(minutes=1)
# Hours of the day at which messages that nobody waits for may be sent.
SENDING_HOURS = range(8, 20)


@dataclass(frozen=True)
class PeriodicJob:
    name: str  # "meetings.raise_overdue_approach_tasks"
    every: timedelta
    run: Callable[[], Any]


_jobs: dict[str, PeriodicJob] = {}


def periodic_job(every: timedelta) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Declare a job, run every ``every`` (whole minutes) by one of the workers."""
    if every < MINUTE or every % MINUTE:
        raise ValueError("a job runs every so many whole minutes")

    def declare(run: Callable[[], Any]) -> Callable[[], Any]:
        name = ".".join([*run.__module__.split(".")[1:-1], run.__name__])
        _jobs[name] = PeriodicJob(name, every, run)
        return run

    return declare


_background: dict[str, Callable[[], bool]] = {}


def background_work(run: Callable[[], bool]) -> Callable[[], bool]:
    """Declare work asked for on screen; ``run`` says whether there was something to do."""
    _background[f"{run.__module__}.{run.__name__}"] = run
    return run


def all_background_work() -> list[tuple[str, Callable[[], bool]]]:
    """The work of every app, by name."""
    autodiscover_modules("jobs")
    return sorted(_background.items())


def all_jobs() -> list[PeriodicJob]:
    """The jobs of every app, sorted by name."""
    autodiscover_modules("jobs")
    return sorted(_jobs.values(), key=lambda job: job.name)
