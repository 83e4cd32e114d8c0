"""The words of messages are kept no longer than they are useful."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import periodic_job

from .models import OutboxMessage

MESSAGE_TEXT_RETENTION = timedelta(days=62)
SIGN_IN_CODE_RETENTION = timedelta(days=1)


@periodic_job(timedelta(hours=6))
def erase_message_texts() -> int:
    """The words of a message are forgotten after two months, a sign-in code after a day.

    That it was sent stays.
    """
    now = timezone.now()
    said = OutboxMessage.objects.exclude(sent_at=None).exclude(text="")
    codes = said.filter(
        purpose__startswith="accounts.", sent_at__lt=now - SIGN_IN_CODE_RETENTION
    )
    old = said.filter(sent_at__lt=now - MESSAGE_TEXT_RETENTION)
    return codes.update(text="", html="", attachments=[]) + old.update(
        text="", html="", attachments=[]
    )
