"""Writing messages to the outbox, in the transaction of the change they tell."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from .enums import MessageChannel
from .models import OutboxMessage


def queue_message(
    *,
    to: str,
    purpose: str,
    text: str,
    channel: str = MessageChannel.EMAIL,
    subject: str = "",
    html: str = "",
    about: str = "",
    dedup_key: str | None = None,
    attachments: Sequence[dict[str, str]] = (),
    headers: dict[str, str] | None = None,
    language: str | None = None,
    to_name: str = "",
    zone: str = "",
) -> OutboxMessage:
    """Write a message to the outbox; with a ``dedup_key`` that exists, return the first one.

    ``html``: rarely needed, the text is rendered as HTML when it is sent. ``attachments``:
    dicts of name, type and content (text). ``zone``: code of the zone whose team may read it.
    """
    values: dict[str, Any] = {
        "to": to,
        "to_name": to_name[:80],
        "zone": zone,
        "purpose": purpose,
        "channel": channel,
        "subject": " ".join(subject.split())[:200],
        "text": text,
        "html": html,
        "about": about,
        "attachments": list(attachments),
        "headers": headers or {},
        "language": language or get_language() or "fr",
    }
    with transaction.atomic():
        if dedup_key is None:
            return OutboxMessage.objects.create(**values)
        return OutboxMessage.objects.get_or_create(
            dedup_key=dedup_key, defaults=values
        )[0]
