"""What is kept no longer than it is useful."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit import limits
from entremise.foundation.kit.jobs import periodic
from entremise.foundation.kit.models import OutboxMessage, SubmittedForm

from .models import Task

KEPT = timedelta(days=62)
CODES_KEPT = timedelta(days=1)
FORMS_KEPT = timedelta(days=2)
TASKS_KEPT = timedelta(days=365)


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


@periodic(timedelta(hours=6))
def forget_forms() -> int:
    """Keys of forms already sent, and counts whose time has passed."""
    gone, _ = SubmittedForm.objects.filter(
        created_at__lt=timezone.now() - FORMS_KEPT
    ).delete()
    return gone + limits.forget_over()


@periodic(timedelta(hours=6))
def forget_tasks() -> int:
    """A year after it was done, a task still counts but names nobody."""
    done = Task.objects.filter(done_at__lt=timezone.now() - TASKS_KEPT).exclude(
        about_label="", words="", note=""
    )
    return done.update(about_label="", words="", note="")
