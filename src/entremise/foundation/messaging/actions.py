from django.db import transaction
from django.utils import timezone

from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import MoveRefused, NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.outbox import delivery
from entremise.foundation.outbox.enums import MessageChannel
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.actions import resolve_tasks

from .rules import can_read_mail


@transaction.atomic
def retry_mail(message: OutboxMessage, *, by: User) -> None:
    """A human wants it tried again, now and with all its tries."""
    if not can_read_mail(by):
        raise NotAllowed(_("L’équipe s’occupe des courriers."))
    if message.channel == MessageChannel.IN_PERSON or not delivery.retry_message(
        message
    ):
        raise MoveRefused(_("Ce message n’attend plus personne."))
    resolve_tasks(dedup_key_prefix=f"parked:{message.code}", by=by)
    record_in_journal("messaging.mail_retried", by=by, about=(message,))


@transaction.atomic
def mark_mail_told(message: OutboxMessage, *, by: User) -> None:
    """Somebody said it to the person, face to face or on the telephone."""
    if not can_read_mail(by):
        raise NotAllowed(_("L’équipe s’occupe des courriers."))
    parked = OutboxMessage.objects.filter(pk=message.pk, sent_at=None).exclude(
        parked_at=None
    )
    if not parked.update(
        sent_at=timezone.now(),
        parked_at=None,
        channel=MessageChannel.IN_PERSON,
        last_error="",
    ):
        raise MoveRefused(_("Ce message n’attend plus personne."))
    for prefix in ("hand", "parked"):
        resolve_tasks(dedup_key_prefix=f"{prefix}:{message.code}", by=by)
    record_in_journal("messaging.mail_told", by=by, about=(message,))
