"""The outbox: what must be told to somebody is a row written with the fact, delivered later
by the worker.
"""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import get_language, override

from entremise.foundation.kit.text import gettext as _

from .models import OutboxMessage

MAX_BUTTON_LABEL = 48  # a longer line is a sentence, not the words of a button


def queue_message(
    *,
    to: str,
    purpose: str,
    text: str,
    channel: str = OutboxMessage.MessageChannel.EMAIL,
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
    """Write one message to the outbox; with a ``dedup_key`` already there, return the first one.

    ``html`` is rarely needed: delivery frames the text by itself. ``attachments``: name,
    type, content (text).
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


def can_send_sms() -> bool:
    """Can this deployment send SMS at all?"""
    return bool(settings.SMS_BACKEND)


def message_html(message: OutboxMessage) -> str:
    """The text in the frame of the brand: paragraphs, lists, and our own links as buttons."""
    if message.html:
        return message.html
    with override(message.language):
        return render_to_string(
            "kit/mail_frame.html",
            {
                "subject": message.subject,
                "blocks": text_blocks(message.text),
                "language": message.language,
                "direction": "rtl"
                if message.language in ("ar", "fa", "he", "ps", "ur")
                else "ltr",
                "brand": settings.BRAND_NAME,
                "association": settings.ASSOCIATION_NAME,
                "site_url": settings.SITE_URL,
            },
        )


def text_blocks(text: str) -> list[dict[str, Any]]:
    """Paragraphs of a text: a list when each line begins with a dash, a button when the
    last line is a link of ours.

    Only our own addresses become links: what somebody typed never does.
    """
    blocks: list[dict[str, Any]] = []
    for paragraph in text.strip().split("\n\n"):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        if not lines:
            continue
        if is_own_link(lines[-1]):
            label = lines[-2].rstrip(" \u00a0\u202f:") if len(lines) > 1 else ""
            before = lines[:-2] if 0 < len(label) <= MAX_BUTTON_LABEL else lines[:-1]
            if before:
                blocks.append({"lines": before})
            blocks.append(
                {
                    "link": lines[-1],
                    "label": label
                    if 0 < len(label) <= MAX_BUTTON_LABEL
                    else _("Ouvrir la page"),
                }
            )
        elif all(line.startswith("- ") for line in lines):
            blocks.append({"points": [line[2:] for line in lines]})
        else:
            blocks.append({"lines": lines})
    return blocks


def is_own_link(line: str) -> bool:
    return line.startswith(f"{settings.SITE_URL}/") and " " not in line


class OutboxEmailBackend(BaseEmailBackend):
    """Mail that Django or a library sends goes through the same outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            html = next(
                (
                    c
                    for c, kind in getattr(message, "alternatives", [])
                    if kind == "text/html"
                ),
                "",
            )
            for address in message.recipients():
                queue_message(
                    to=address,
                    purpose="library",
                    subject=str(message.subject),
                    text=str(message.body),
                    html=str(html),
                )
        return len(email_messages)
