"""What the mail provider, or a bounce mail, says of a mail that had left."""

import logging
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from typing import Any
from urllib.parse import urlsplit

from anymail.signals import EventType, RejectReason
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from entremise.foundation.kit import events

from .delivery import MessageParked
from .enums import MessageChannel, SuppressionReason
from .models import OutboxMessage
from .smtp_answers import is_address_status
from .suppression import suppress_address
from .transports import PROVIDER_ID_LENGTH, address_for_server

log = logging.getLogger("entremise.outbox")

MAX_BOUNCE_BYTES = 5 * 1024 * 1024
# Words by which providers say that a bounce is not final; django-anymail keeps no trace of them.
_NOT_FINAL = ("soft", "transient", "blocked", "temporary")


def report_secret() -> str:
    """What proves that a report comes from who was given its address."""
    return salted_hmac("outbox.reports", "mail", algorithm="sha256").hexdigest()[:32]


def report_url() -> str:
    return f"{settings.SITE_URL}/rapports/mail/{report_secret()}/"


def store_tracking_event(sender: object, event: Any, **more: object) -> None:
    """Receiver of the signal of django-anymail: one event about one mail and one address."""
    reason = _reason_of(event)
    if reason is None or not event.recipient:
        return
    message = _message_of(str(event.message_id or ""), str(event.recipient))
    if message is None:
        log.warning("a report of the mail provider is about no mail of ours")
        return
    store_return(message, reason)


def _reason_of(event: Any) -> SuppressionReason | None:
    if event.event_type == EventType.COMPLAINED:
        return SuppressionReason.COMPLAINT
    if event.event_type == EventType.REJECTED:
        # the provider has the address on its own list: it will not write to it again
        lists = (RejectReason.BOUNCED, RejectReason.INVALID, RejectReason.BLOCKED)
        return SuppressionReason.UNREACHABLE if event.reject_reason in lists else None
    if event.event_type == EventType.BOUNCED and _is_final(event):
        return SuppressionReason.UNREACHABLE
    return None


def _is_final(event: Any) -> bool:
    said = _flattened(event.esp_event)
    if said.get("hard_bounce") is False:  # Mailjet
        return False
    words = " ".join(
        str(said.get(name, ""))
        for name in (
            "event",
            "type",
            "Type",
            "bounce_type",
            "record_type",
            "bounce_class",
        )
    ).lower()
    if str(said.get("bounce_class", "")) not in ("", "10", "30"):  # SparkPost
        return False
    return not any(word in words for word in _NOT_FINAL)


def _flattened(said: object) -> dict[str, Any]:
    """The facts of the provider, wherever they stand in its report."""
    facts: dict[str, Any] = {}
    for name, value in said.items() if isinstance(said, dict) else ():
        facts |= _flattened(value) if isinstance(value, dict) else {name: value}
    return facts


def _message_of(provider_id: str, recipient: str) -> OutboxMessage | None:
    """The mail itself, or else the last one to this address."""
    mails = OutboxMessage.objects.filter(channel=MessageChannel.EMAIL).order_by("-pk")
    if provider_id:
        known = mails.filter(provider_id=provider_id[:PROVIDER_ID_LENGTH]).first()
        if known is not None and _is_same_address(known.to, recipient):
            return known
    return mails.filter(to__iexact=recipient).first()


def _is_same_address(ours: str, theirs: str) -> bool:
    return address_for_server(ours).lower() == theirs.strip().lower()


@transaction.atomic
def store_return(message: OutboxMessage, reason: SuppressionReason) -> None:
    """The mail came back, or its owner complained of it; said again, it changes nothing.

    A mail that came back did not arrive: it is parked. One task for both facts.
    """
    new = suppress_address(message, reason)
    if reason == SuppressionReason.COMPLAINT:
        return
    parked = OutboxMessage.objects.filter(pk=message.pk).exclude(sent_at=None)
    if (
        parked.update(
            sent_at=None,
            parked_at=timezone.now(),
            last_error="the mail came back: the address does not receive",
        )
        and not new
    ):
        message.refresh_from_db()
        events.announce(MessageParked(message))


def store_bounce(raw: bytes) -> int:
    """Read a mail that says that mails came back (RFC 3464) or a complaint (RFC 5965).

    Returns how many of our mails it is about. It must hold the identifier of a mail of ours,
    which only its reader and the servers on the way know.
    """
    received = message_from_bytes(raw[:MAX_BOUNCE_BYTES], policy=default)
    message = _original_of(received)
    reason = _returned_because(received)
    if message is None or reason is None:
        return 0
    store_return(message, reason)
    return 1


def _original_of(received: Message) -> OutboxMessage | None:
    host = urlsplit(settings.SITE_URL).hostname
    for part in received.walk():
        identifier = str(part.get("Message-ID", "")).strip().strip("<>")
        if part.get_content_type() == "text/rfc822-headers":
            headers = message_from_bytes(_bytes_of(part))
            identifier = str(headers.get("Message-ID", "")).strip().strip("<>")
        code, at, where = identifier.rpartition("@")
        if at and where == host and code:
            found = OutboxMessage.objects.filter(
                code=code, channel=MessageChannel.EMAIL
            ).first()
            if found is not None:
                return found
    return None


def _returned_because(received: Message) -> SuppressionReason | None:
    for part in received.walk():
        kind = part.get_content_type()
        if kind == "message/delivery-status" and any(
            block.get("Action", "").strip().lower() == "failed"
            and is_address_status(block.get("Status", "").split(" ")[0])
            for block in _blocks_of(part)
        ):
            return SuppressionReason.UNREACHABLE
        if kind == "message/feedback-report" and any(
            block.get("Feedback-Type", "").strip().lower() == "abuse"
            for block in _blocks_of(part)
        ):
            return SuppressionReason.COMPLAINT
    return None


def _blocks_of(part: Message) -> Iterator[Message]:
    """The groups of fields of a report."""
    payload = part.get_payload()
    if isinstance(payload, list):
        for block in payload:
            if isinstance(block, EmailMessage | Message):
                yield block
    else:
        yield message_from_bytes(_bytes_of(part))


def _bytes_of(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
