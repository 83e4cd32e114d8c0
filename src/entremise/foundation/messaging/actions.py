from django.db import transaction
from django.utils import timezone

from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record
from entremise.foundation.kit import delivery
from entremise.foundation.kit.errors import MoveRefused, NotAllowed
from entremise.foundation.kit.models import OutboxMessage
from entremise.foundation.kit.text import gettext as _

from .models import Task
from .raising import raise_task
from .rules import can_do, can_read_mail

__all__ = ["close_task", "raise_task", "retry_mail", "settle", "take_task", "tell_mail"]


@transaction.atomic
def take_task(task: Task, *, by: User) -> Task:
    """``by`` will do it. Somebody else's task can be taken over while it is open."""
    if not can_do(by, task):
        raise NotAllowed(_("Cette tâche appartient à une autre zone."))
    if not Task.objects.filter(pk=task.pk, done_at=None).update(
        owner=by, updated_at=timezone.now()
    ):
        raise MoveRefused(_("Cette tâche est déjà faite."))
    task.owner = by
    return task


@transaction.atomic
def close_task(task: Task, *, by: User, note: str = "") -> Task:
    """A human says that it is done, in a few words if useful."""
    if not can_do(by, task):
        raise NotAllowed(_("Cette tâche appartient à une autre zone."))
    done = {"done_at": timezone.now(), "done_by": by, "note": note[:300]}
    if not Task.objects.filter(pk=task.pk, done_at=None).update(**done):
        raise MoveRefused(_("Cette tâche est déjà faite."))
    record(
        "messaging.task_done",
        by=by,
        about=(task,),
        reason=task.reason,
        thing=task.about_code,
    )
    task.refresh_from_db()
    return task


@transaction.atomic
def settle(*, dedup_key_prefix: str, by: User | None) -> int:
    """What the tasks asked for has happened by itself: they leave the list. Returns how many."""
    now = timezone.now()
    waiting = Task.objects.filter(dedup_key__startswith=dedup_key_prefix, done_at=None)
    return waiting.update(done_at=now, done_by=by, updated_at=now)


@transaction.atomic
def retry_mail(message: OutboxMessage, *, by: User) -> None:
    """A human wants it tried again, now and with all its tries."""
    if not can_read_mail(by):
        raise NotAllowed(_("L’équipe s’occupe des courriers."))
    if message.channel == OutboxMessage.Channel.HAND or not delivery.retry(message):
        raise MoveRefused(_("Ce message n’attend plus personne."))
    settle(dedup_key_prefix=f"parked:{message.code}", by=by)
    record("messaging.mail_retried", by=by, about=(message,))


@transaction.atomic
def tell_mail(message: OutboxMessage, *, by: User) -> None:
    """Somebody said it to the person, face to face or on the telephone."""
    if not can_read_mail(by):
        raise NotAllowed(_("L’équipe s’occupe des courriers."))
    parked = OutboxMessage.objects.filter(pk=message.pk, sent_at=None).exclude(
        parked_at=None
    )
    if not parked.update(
        sent_at=timezone.now(),
        parked_at=None,
        channel=OutboxMessage.Channel.HAND,
        last_error="",
    ):
        raise MoveRefused(_("Ce message n’attend plus personne."))
    for prefix in ("hand", "parked"):
        settle(dedup_key_prefix=f"{prefix}:{message.code}", by=by)
    record("messaging.mail_told", by=by, about=(message,))
