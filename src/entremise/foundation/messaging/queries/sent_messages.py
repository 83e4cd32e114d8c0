"""The log of messages that a viewer may read."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.rules import is_administrator, staff_roles
from entremise.foundation.messaging.rules import can_read_mail
from entremise.foundation.outbox.enums import MessageChannel
from entremise.foundation.outbox.models import OutboxMessage


def mail_visible_to(viewer: Viewer) -> QuerySet[OutboxMessage]:
    """Messages to people of the viewer's zones; without zone, for administrators only."""
    if not can_read_mail(viewer):
        return OutboxMessage.objects.none()
    messages = OutboxMessage.objects.order_by(
        F("parked_at").desc(nulls_last=True), "-created_at", "-pk"
    )
    if is_administrator(viewer):
        return messages
    return messages.filter(
        zone__in=[
            role.zone.code
            for role in staff_roles(viewer)
            if role.role == "team" and role.zone
        ]
    )


def mail_for(viewer: Viewer, code: str) -> OutboxMessage | None:
    return mail_visible_to(viewer).filter(code=code).first()


def has_readable_text(message: OutboxMessage) -> bool:
    """False for codes and invitations: whoever reads them can sign in as that person."""
    return not message.purpose.startswith("accounts.") and "code" not in message.purpose


@dataclass(frozen=True)
class ReadMessage:
    """Whom the text of a message is about, for the journal of who opened what."""

    code: str
    user_id: int | None = None


def reader_line_of(message: OutboxMessage) -> ReadMessage:
    """The person or thing it is about; the message itself when it says nothing of anybody."""
    return ReadMessage(message.about or message.code)


def parked_mail_count_for(viewer: Viewer) -> int:
    return mail_visible_to(viewer).exclude(parked_at=None).count()


def has_any_mail_left() -> bool:
    """Did an e-mail ever leave, as far as the server that took it said?"""
    return (
        OutboxMessage.objects.filter(channel=MessageChannel.EMAIL)
        .exclude(sent_at=None)
        .exists()
    )


def waiting_messages_of_before(moment: datetime) -> QuerySet[OutboxMessage]:
    """What was to leave when the backup that was restored was made."""
    return OutboxMessage.objects.filter(
        sent_at=None, parked_at=None, created_at__lt=moment
    )


def messages_waiting_since_before(moment: datetime) -> int:
    return waiting_messages_of_before(moment).count()
