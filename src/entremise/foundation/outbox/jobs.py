"""The words of messages are kept no longer than they are useful."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.jobs import periodic

from .models import OutboxMessage

KEPT = timedelta(days=62)
CODES_KEPT = timedelta(days=1)


@periodic(timedelta(hours=6))
def forget_words() -> int:
    """The words of a message are forgotten after two months, a sign-in code after a day.

    That it was sent stays.
    """
    now = timezone.now()
    said = OutboxMessage.objects.exclude(sent_at=None).exclude(text="")
    codes = said.filter(purpose__startswith="accounts.", sent_at__lt=now - CODES_KEPT)
    old = said.filter(sent_at__lt=now - KEPT)
    return codes.update(text="", html="", attachments=[]) + old.update(
        text="", html="", attachments=[]
    )
