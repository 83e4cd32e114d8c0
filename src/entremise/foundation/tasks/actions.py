"""Raising, taking and closing tasks of the team."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import MoveRefused, NotAllowed
from entremise.foundation.kit.text import gettext as _

from .models import PutAwayReminder, Task
from .rules import can_handle_task


@transaction.atomic
def raise_task(
    reason: str,
    *,
    zone: Zone | None,
    about: tuple[str, str, str],
    owner: User | None = None,
    due_on: date | None = None,
    urgent: bool = False,
    for_administrators: bool = False,
    comment: str = "",
    dedup_key: str | None = None,
) -> Task:
    """Put a task on the team's list; with a ``dedup_key`` that exists, return the first one.

    ``about``: purpose of the link, code, label. ``comment``: what a person wrote, shown on
    the row.
    """
    kind, code, label = about
    values: dict[str, Any] = {
        "reason": reason,
        "zone": zone,
        "about_kind": kind,
        "about_code": code,
        "about_label": label[:120],
        "owner": owner,
        "due_on": due_on,
        "urgent": urgent,
        "for_administrators": for_administrators,
        "comment": comment,
    }
    if dedup_key is None:
        return Task.objects.create(**values)
    return Task.objects.get_or_create(dedup_key=dedup_key, defaults=values)[0]


@transaction.atomic
def take_task(task: Task, *, by: User) -> Task:
    """``by`` will do it. An open task can be taken over from somebody else."""
    if not can_handle_task(by, task):
        raise NotAllowed(_("Cette tâche appartient à une autre zone."))
    if not Task.objects.filter(pk=task.pk, done_at=None).update(
        owner=by, updated_at=timezone.now()
    ):
        raise MoveRefused(_("Cette tâche est déjà faite."))
    task.owner = by
    return task


@transaction.atomic
def close_task(task: Task, *, by: User, note: str = "") -> Task:
    """Mark the task as done, with a note if useful."""
    if not can_handle_task(by, task):
        raise NotAllowed(_("Cette tâche appartient à une autre zone."))
    done = {"done_at": timezone.now(), "done_by": by, "note": note[:300]}
    if not Task.objects.filter(pk=task.pk, done_at=None).update(**done):
        raise MoveRefused(_("Cette tâche est déjà faite."))
    record_in_journal(
        "messaging.task_done",
        by=by,
        about=(task,),
        reason=task.reason,
        thing=task.about_code,
    )
    task.refresh_from_db()
    return task


@transaction.atomic
def put_reminder_away(key: str, *, by: User) -> None:
    """Nobody reads this line any more, until the reminders are brought back."""
    _check_may_settle_reminders(by)
    _row, new = PutAwayReminder.objects.get_or_create(key=key, defaults={"by": by})
    if new:
        record_in_journal("tasks.reminder_put_away", by=by, about=(by,), key=key)


@transaction.atomic
def bring_reminders_back(*, by: User) -> None:
    _check_may_settle_reminders(by)
    PutAwayReminder.objects.all().delete()
    record_in_journal("tasks.reminders_brought_back", by=by, about=(by,))


def _check_may_settle_reminders(by: User) -> None:
    if not can_change_settings(by):
        raise NotAllowed(_("L’administration change les réglages."))


@transaction.atomic
def resolve_tasks(*, dedup_key_prefix: str, by: User | None) -> int:
    """Close the tasks whose purpose was reached otherwise; returns how many."""
    now = timezone.now()
    waiting = Task.objects.filter(dedup_key__startswith=dedup_key_prefix, done_at=None)
    return waiting.update(done_at=now, done_by=by, updated_at=now)


@transaction.atomic
def resolve_tasks_about(codes: Collection[str], *, by: User | None) -> int:
    """Close the tasks about things that are gone; returns how many."""
    now = timezone.now()
    waiting = Task.objects.filter(about_code__in=codes, done_at=None)
    return waiting.update(done_at=now, done_by=by, updated_at=now)
