"""Delivers the messages of the outbox; the worker does it without end.

A message is claimed by one conditional UPDATE for at most LEASE; if the worker dies, it is
claimed again after that. Its Message-ID never changes, so that a mail program shows it once.
After MAX_ATTEMPTS it is parked and MessageParked is announced.
"""

import logging
import random
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import close_old_connections, transaction
from django.db.models import F, Q
from django.utils import timezone

from entremise.foundation.backups.queries import is_site_closed
from entremise.foundation.kit import events

from . import suppression, transports
from .enums import SuppressionReason
from .models import OutboxMessage

log = logging.getLogger("entremise.worker")

LEASE = timedelta(seconds=settings.OUTBOX_LEASE)
MAX_ATTEMPTS = 12  # about a day and a half with the delays below
MAX_RETRY_DELAY = timedelta(hours=6)
BATCH_SIZE = 50
IDLE_SECONDS = 1.0  # between two reads of an empty outbox


@dataclass(frozen=True)
class MessageParked:
    """The message was given up: a human must look at it."""

    message: OutboxMessage


def deliver_until(stop: threading.Event) -> None:
    """Deliver what is due until ``stop`` is set; finish what is under way first."""
    while not stop.is_set():
        close_old_connections()
        if not _deliver_quietly(stop):
            stop.wait(IDLE_SECONDS)


def _deliver_quietly(stop: threading.Event) -> int:
    try:
        return deliver_due_messages(stop)
    except Exception:  # the database does not answer for a moment: the outbox waits
        log.exception("the outbox could not be read")
        return 0


def deliver_due_messages(stop: threading.Event | None = None) -> int:
    """Try the messages that are due, the oldest first; returns how many were tried.

    They share one connection to the mail server. None leaves a restored site that was not
    opened yet.
    """
    if is_site_closed():
        return 0
    with closing(transports.MailServer()) as server:
        return _deliver_batch(server, stop)


def _deliver_batch(server: transports.MailServer, stop: threading.Event | None) -> int:
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
            deliver_message(message, server)
            tried += 1
    return tried


def _waiting(now: datetime) -> Any:
    return OutboxMessage.objects.filter(
        sent_at=None, parked_at=None, next_try_at__lte=now
    ).filter(Q(leased_until=None) | Q(leased_until__lt=now))


def claim_message(pk: int) -> OutboxMessage | None:
    """The message, ours until the lease ends; None when another worker has it.

    The attempt is counted before it is made, so that a message that makes the worker die is
    given up like any other.
    """
    now = timezone.now()
    if (
        not _waiting(now)
        .filter(pk=pk)
        .update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    ):
        return None
    return OutboxMessage.objects.get(pk=pk)


def deliver_message(
    message: OutboxMessage, server: transports.MailServer | None = None
) -> bool:
    """Send a claimed message and store the result; True when it was sent.

    ``server``: the connection of a batch; one of its own when there is none.
    """
    # every attempt ended before its result was stored: this message makes the worker die
    if message.attempts > MAX_ATTEMPTS:
        _park(message, "given up: every try was cut short")
        return False
    if message.handed_over_at is not None:
        _park(message, "the SMS may have left: its sending was cut short")
        return False
    if not suppression.may_leave(message):
        _park(
            message,
            "this address does not receive any more",
            # who said « spam » is told nothing more, by nobody
            quietly=suppression.is_letter(message),
        )
        return False
    try:
        if transports.may_send_twice(message):
            _leased_row(message).update(handed_over_at=timezone.now())
        if server is None:
            with closing(transports.MailServer()) as own_server:
                transports.send_message(message, own_server)
        else:
            transports.send_message(message, server)
    except Exception as error:
        # What a server answers may quote the address.
        kind = type(error).__name__
        log.warning("message %s not delivered: %s", message.code, kind)
        _not_delivered(message, error)
        return False
    _leased_row(message).update(
        sent_at=timezone.now(),
        leased_until=None,
        last_error="",
        handed_over_at=None,
        provider_id=message.provider_id,
        segments=message.segments,
    )
    return True


def _leased_row(message: OutboxMessage) -> Any:
    return OutboxMessage.objects.filter(
        pk=message.pk, leased_until=message.leased_until, sent_at=None
    )


def _not_delivered(message: OutboxMessage, error: Exception) -> None:
    text = f"{type(error).__name__}: {error}"[:300]
    if transports.refuses_address(error):
        with transaction.atomic():
            new = suppression.suppress_address(message, SuppressionReason.UNREACHABLE)
            _park(message, text, quietly=new)
    elif transports.is_permanent_failure(error) or message.attempts >= MAX_ATTEMPTS:
        _park(message, text)
    else:
        _leased_row(message).update(
            next_try_at=timezone.now() + _pause_after(error, message.attempts),
            leased_until=None,
            handed_over_at=None,
            last_error=text,
        )


def _pause_after(error: Exception, attempts: int) -> timedelta:
    """What the server asks for, if it asks for more than we would wait."""
    asked = transports.pause_before_retry(error) or timedelta()
    return max(asked, retry_delay(attempts))


def _park(message: OutboxMessage, error: str, *, quietly: bool = False) -> None:
    """Stop trying and announce it. ``quietly``: somebody else was told."""
    with transaction.atomic():
        if _leased_row(message).update(
            parked_at=timezone.now(), leased_until=None, last_error=error
        ):
            message.refresh_from_db()
            if quietly:
                return
            events.announce(MessageParked(message))


def retry_delay(attempts: int) -> timedelta:
    """Twice as long after each failure, with a random part so that messages spread out."""
    delay = min(timedelta(seconds=30) * 2 ** (attempts - 1), MAX_RETRY_DELAY)
    return delay * random.uniform(0.7, 1.3)


@transaction.atomic
def retry_message(message: OutboxMessage) -> bool:
    """Try a parked message again, now and with all its attempts. Its address is believed.

    False when it is not parked any more.
    """
    parked = OutboxMessage.objects.filter(pk=message.pk, sent_at=None).exclude(
        parked_at=None
    )
    if not parked.update(
        parked_at=None,
        attempts=0,
        leased_until=None,
        next_try_at=timezone.now(),
        handed_over_at=None,
        last_error="",
    ):
        return False
    suppression.confirm_address(message.channel, message.to)
    return True
