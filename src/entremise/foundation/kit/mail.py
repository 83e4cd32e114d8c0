"""The outbox: what must be told to somebody is a row written with the fact, delivered later by the worker."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.translation import get_language

from .models import OutboxMessage


def queue(
    *,
    to: str,
    purpose: str,
    text: str,
    channel: str = OutboxMessage.Channel.EMAIL,
    subject: str = "",
    html: str = "",
    about: str = "",
    dedup_key: str | None = None,
    attachments: Sequence[dict[str, str]] = (),
    headers: dict[str, str] | None = None,
    language: str | None = None,
) -> OutboxMessage:
    """Write one message to the outbox; with a ``dedup_key`` already there, return the first one."""
    values: dict[str, Any] = {
        "to": to,
        "purpose": purpose,
        "channel": channel,
        "subject": " ".join(subject.split()),
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
        return OutboxMessage.objects.get_or_create(dedup_key=dedup_key, defaults=values)[0]


class OutboxBackend(BaseEmailBackend):
    """Mail that Django or a library sends goes through the same outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            html = next((c for c, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
            for address in message.recipients():
                queue(
                    to=address,
                    purpose="library",
                    subject=str(message.subject),
                    text=str(message.body),
                    html=str(html),
                )
        return len(email_messages)
