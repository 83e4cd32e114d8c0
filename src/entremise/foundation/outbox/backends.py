from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from .actions import queue_message


class OutboxEmailBackend(BaseEmailBackend):
    """Puts mail that Django or a library sends into the outbox."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            html = next(
                (
                    content
                    for content, kind in getattr(message, "alternatives", [])
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
