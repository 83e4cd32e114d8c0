"""The worker: delivers the outbox and runs the periodic jobs, in a thread each."""

import logging
import os
import secrets
import socket
import threading
from collections.abc import Callable

from django.db import close_old_connections

from entremise.foundation.backups.queries import is_site_closed
from entremise.foundation.kit import periodic_jobs
from entremise.foundation.kit.periodic_jobs import PeriodicJob
from entremise.foundation.outbox import delivery

from . import leases

log = logging.getLogger("entremise.worker")

BEAT_SECONDS = 20.0
POLL_SECONDS = 5.0  # between two looks for jobs that are due
IDLE_SECONDS = 1.0  # between two looks for what people asked for on screen


def run_worker(stop: threading.Event) -> None:
    """Work until ``stop`` is set; finish what is under way first."""
    worker = worker_name()
    jobs = periodic_jobs.all_jobs()
    leases.register_jobs(jobs)
    leases.beat(worker)
    threads = [
        _repeat(stop, BEAT_SECONDS, lambda: leases.beat(worker)),
        _repeat(stop, POLL_SECONDS, lambda: run_due_jobs(jobs, worker, stop)),
        _repeat(stop, IDLE_SECONDS, lambda: do_what_was_asked(stop)),
    ]
    delivery.deliver_until(stop)
    for thread in threads:
        thread.join()
    leases.leave(worker)


def worker_name() -> str:
    """Another one for each process: "host:4711:x7Qa"."""
    return f"{socket.gethostname()[:20]}:{os.getpid()}:{secrets.token_urlsafe(3)}"


def run_due_jobs(
    jobs: list[PeriodicJob], worker: str, stop: threading.Event | None = None
) -> int:
    """Run each job that is due and that no other worker has; how many were run.

    They wait while a restored site is closed: they would write to people.
    """
    if is_site_closed():
        return 0
    ran = 0
    for job in jobs:
        if stop is not None and stop.is_set():
            break
        if leases.claim_job(job, worker):
            _run(job, worker)
            ran += 1
    return ran


def do_what_was_asked(stop: threading.Event | None = None) -> None:
    """What people asked for on screen, a part at a time, until nothing is left.

    An error is logged and stops nothing else; the part is tried again later.
    """
    work = periodic_jobs.all_background_work()
    busy = not is_site_closed()
    while busy and not (stop is not None and stop.is_set()):
        busy = False
        for name, run in work:
            try:
                busy |= run()
            except Exception:
                log.exception("%s failed; it will be tried again", name)


def _run(job: PeriodicJob, worker: str) -> None:
    """An error is logged and stops nothing else."""
    failure: Exception | None = None
    try:
        job.run()
    except Exception as error:
        log.exception("job %s failed; it will run again", job.name)
        failure = error
    if not leases.finish_job(job, worker, failure):
        log.warning("job %s ran longer than its lease", job.name)


def _repeat(
    stop: threading.Event, seconds: float, act: Callable[[], object]
) -> threading.Thread:
    """A thread that acts at once, then every so many seconds until ``stop`` is set."""

    def run() -> None:
        while not stop.is_set():
            close_old_connections()
            try:
                act()
            except Exception:  # the database does not answer for a moment
                log.exception("the worker waits")
            stop.wait(seconds)
        close_old_connections()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread
