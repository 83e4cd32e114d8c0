"""Periodic erasure: the text of sent messages, addresses that did not receive long ago."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.periodic_jobs import periodic_job
from entremise.foundation.kit.privacy import AFTER_LAST_CONTACT

from .models import OutboxMessage, SuppressedAddress

SUPPRESSION_RETENTION = timedelta(days=AFTER_LAST_CONTACT.days)
SIGN_IN_CODE_RETENTION = timedelta(days=1)


@periodic_job(timedelta(hours=6))
def erase_message_texts() -> int:
    """Erase the text of messages sent long ago, and of sign-in codes after a day.

    The row stays: it says that a message was sent.
    """
    now = timezone.now()
    kept = timedelta(days=current_settings().days_of_message_texts)
    sent = OutboxMessage.objects.exclude(sent_at=None).exclude(text="")
    codes = sent.filter(
        purpose__startswith="accounts.", sent_at__lt=now - SIGN_IN_CODE_RETENTION
    )
    old = sent.filter(sent_at__lt=now - kept)
    return codes.update(text="", html="", attachments=[]) + old.update(
        text="", html="", attachments=[]
    )


@periodic_job(timedelta(days=1))
def forget_old_suppressions() -> int:
    """An address that did not exist two years ago may belong to somebody today."""
    old = SuppressedAddress.objects.filter(
        since__lt=timezone.now() - SUPPRESSION_RETENTION
    )
    return old.delete()[0]
