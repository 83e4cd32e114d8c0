"""What the team does with messages that were not delivered, or waited in a backup."""

from django.db import transaction
from django.utils import timezone

from entremise.foundation.accounts.models import User
from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.backups import actions as backups
from entremise.foundation.backups.models import Restoration
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import MoveRefused, NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.outbox import delivery, suppression
from entremise.foundation.outbox.enums import MessageChannel
from entremise.foundation.outbox.models import OutboxMessage, SuppressedAddress
from entremise.foundation.tasks.actions import resolve_tasks

from .queries.sent_messages import waiting_messages_of_before
from .rules import can_read_mail


@transaction.atomic
def retry_mail(message: OutboxMessage, *, by: User) -> None:
    """Try the message again, now and with all its attempts."""
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
    """The team told the person, face to face or by telephone."""
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


@transaction.atomic
def confirm_address(suppressed: SuppressedAddress, *, by: User) -> None:
    """The address is right, or right again: messages to it leave from now on."""
    if not can_read_mail(by):
        raise NotAllowed(_("L’équipe s’occupe des courriers."))
    record_in_journal(
        "messaging.address_confirmed",
        by=by,
        about=(suppressed,),
        reason=suppressed.reason,
    )
    resolve_tasks(dedup_key_prefix=f"address:{suppressed.code}:", by=by)
    if not suppression.confirm_suppressed(suppressed):
        raise MoveRefused(_("Les messages partent déjà à cette adresse."))


@transaction.atomic
def open_restored_site(
    restoration: Restoration, *, send_waiting: bool, by: User | None
) -> int:
    """Open the site, and park what waited in the backup; returns how many messages.

    ``send_waiting``: let them leave instead. ``by``: None on the machine. MoveRefused when
    the site is open already.
    """
    if by is not None and not can_change_settings(by):
        raise NotAllowed(_("L’administration ouvre le site."))
    backups.open_site(restoration, by=by)
    if send_waiting:
        return 0
    return waiting_messages_of_before(restoration.restored_at).update(
        parked_at=timezone.now(), leased_until=None, last_error="waited in a backup"
    )
