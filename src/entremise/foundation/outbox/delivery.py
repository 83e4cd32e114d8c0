"""The worker: it carries the outbox to people and runs what falls due. The rows are the truth.

A message is claimed by one conditional UPDATE, for at most ``LEASE``; killed in the middle,
it is claimed again when the lease is over. Whoever gets it twice sees one: its Message-ID
never changes.
"""

import logging
import random
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections, transaction
from django.db.models import F, Q
from django.utils import timezone
from huey import SqliteHuey
from huey.consumer import Consumer

from entremise.foundation.kit import events, periodic_jobs

from . import transports
from .models import OutboxMessage

log = logging.getLogger("entremise.worker")

LEASE = timedelta(seconds=settings.OUTBOX_LEASE)
MAX_ATTEMPTS = 12  # about a day and a half with the delays below, then a human looks
MAX_RETRY_DELAY = timedelta(hours=6)
BATCH_SIZE = 50
IDLE_SECONDS = 1.0  # seconds between two looks at an empty outbox


@dataclass(frozen=True)
class MessageParked:
    """Given up: announced so that a human hears of it."""

    message: OutboxMessage


def run_worker(stop: threading.Event) -> None:
    """Deliver and run the jobs until ``stop`` is set; what is under way is finished first."""
    clock = _job_scheduler()
    clock.scheduler.start()
    for _name, thread in clock.worker_threads:
        thread.start()
    try:
        while not stop.is_set():
            close_old_connections()
            if not _deliver_quietly(stop):
                stop.wait(IDLE_SECONDS)
    finally:
        clock.stop(graceful=True)


def _deliver_quietly(stop: threading.Event) -> int:
    try:
        return deliver_due_messages(stop)
    except Exception:  # the database is away for a moment: the outbox waits
        log.exception("the outbox could not be read")
        return 0


def deliver_due_messages(stop: threading.Event | None = None) -> int:
    """Try each message whose time has come, the oldest first; returns how many were tried."""
    tried = 0
    for pk in list(
        _waiting(timezone.now())
        .order_by("next_try_at", "pk")
        .values_list("pk", flat=True)[:BATCH_SIZE]
    ):
        if stop is not None and stop.is_set():
            break
        message = claim_message(pk)
        if message is not None:
            deliver_message(message)
            tried += 1
    return tried


def _waiting(now: datetime) -> Any:
    return OutboxMessage.objects.filter(
        sent_at=None, parked_at=None, next_try_at__lte=now
    ).filter(Q(leased_until=None) | Q(leased_until__lt=now))


def claim_message(pk: int) -> OutboxMessage | None:
    """The message, ours until the lease ends; None when another worker has it. The try is
    counted before it is made: a message that kills its worker is given up like any
    other."""
    now = timezone.now()
    if (
        not _waiting(now)
        .filter(pk=pk)
        .update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    ):
        return None
    return OutboxMessage.objects.get(pk=pk)


def deliver_message(message: OutboxMessage) -> bool:
    """Send a claimed message and write down what became of it."""
    # each of its tries ended before saying anything: it kills its worker
    if message.attempts > MAX_ATTEMPTS:
        _park(message, "given up: every try was cut short")
        return False
    try:
        transports.send_message(message)
    except Exception as error:
        log.warning("message %s not delivered: %s", message.code, error)
        _not_delivered(message, error)
        return False
    _leased_row(message).update(
        sent_at=timezone.now(), leased_until=None, last_error=""
    )
    return True


def _leased_row(message: OutboxMessage) -> Any:
    return OutboxMessage.objects.filter(
        pk=message.pk, leased_until=message.leased_until, sent_at=None
    )


def _not_delivered(message: OutboxMessage, error: Exception) -> None:
    words = f"{type(error).__name__}: {error}"[:300]
    if transports.is_permanent_failure(error) or message.attempts >= MAX_ATTEMPTS:
        _park(message, words)
    else:
        _leased_row(message).update(
            next_try_at=timezone.now() + retry_delay(message.attempts),
            leased_until=None,
            last_error=words,
        )


def _park(message: OutboxMessage, words: str) -> None:
    """Nobody tries any more; somebody on the team hears of it."""
    with transaction.atomic():
        if _leased_row(message).update(
            parked_at=timezone.now(), leased_until=None, last_error=words
        ):
            message.refresh_from_db()
            events.announce(MessageParked(message))


def retry_delay(attempts: int) -> timedelta:
    """Longer after each failure, and never the same for two messages: they do not all come
    back at once.
    """
    delay = min(timedelta(seconds=30) * 2 ** (attempts - 1), MAX_RETRY_DELAY)
    return delay * random.uniform(0.7, 1.3)


def retry_message(message: OutboxMessage) -> bool:
    """A human wants it tried again, now and with all its tries.

    False when it is not parked any more.
    """
    parked = OutboxMessage.objects.filter(pk=message.pk, sent_at=None).exclude(
        parked_at=None
    )
    return bool(
        parked.update(
            parked_at=None,
            attempts=0,
            leased_until=None,
            next_try_at=timezone.now(),
            last_error="",
        )
    )


def _job_scheduler() -> Consumer:
    """Huey keeps the time: every minute it starts the jobs that are due, one after the other."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    huey = SqliteHuey(
        "entremise", filename=str(settings.VAR / "clock.sqlite3"), results=False
    )
    huey.flush()  # a job left from before a stop is done again below
    for job in periodic_jobs.all_jobs():
        task = huey.periodic_task(
            lambda moment, job=job: job.is_due(int(moment.timestamp()) // 60),
            name=job.name.replace(".", "_"),
        )(_isolated(job))
        task()  # and once now: whatever fell due while nobody was there
    return Consumer(
        huey, workers=1, worker_type="thread", initial_delay=0.5, max_delay=2.0
    )


def _isolated(job: periodic_jobs.PeriodicJob) -> Any:
    """One job's failure is logged and stops nothing; each begins with a fresh connection."""

    def run() -> None:
        close_old_connections()
        try:
            job.run()
        except Exception:
            log.exception("job %s failed; it will run again", job.name)
        finally:
            close_old_connections()

    return run
