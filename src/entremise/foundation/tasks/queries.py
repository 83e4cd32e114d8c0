"""The tasks that a viewer may see."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone

from entremise.foundation.accounts.models import User, Viewer
from entremise.foundation.accounts.rules import is_staff, staff_zone_ids

from .models import PutAwayReminder, Task
from .registry import TaskGroup, group_of_reason, reason_text


@dataclass(frozen=True)
class TaskRow:
    """One task as the team's page of today shows it."""

    code: str
    reason_text: str
    label: str
    comment: str
    link: tuple[str, str]  # purpose, code
    since: datetime
    due_on: date | None
    is_late: bool
    urgent: bool
    owner: User | None
    zone: Any


def tasks_visible_to(viewer: Viewer) -> QuerySet[Task]:
    """The tasks of the viewer's zones, and those without zone; administrators see all."""
    if not is_staff(viewer):
        return Task.objects.none()
    zones = staff_zone_ids(viewer)
    all_tasks = Task.objects.select_related("zone", "owner")
    if zones is None:
        return all_tasks
    theirs = all_tasks.filter(zone__in=zones) | all_tasks.filter(zone=None)
    return theirs.filter(for_administrators=False)


def task_for(viewer: Viewer, code: str) -> Task | None:
    return tasks_visible_to(viewer).filter(code=code).first()


def open_tasks_for(
    viewer: User, *, mine: bool = False
) -> dict[TaskGroup, list[TaskRow]]:
    """The open tasks by group, in the order of the page; at most 500.

    A task whose date has passed is in the group LATE.
    """
    tasks = (
        tasks_visible_to(viewer)
        .filter(done_at=None)
        .order_by("-urgent", F("due_on").asc(nulls_last=True), "since")
    )
    if mine:
        tasks = tasks.filter(owner=viewer)
    today = timezone.localdate()
    groups: dict[TaskGroup, list[TaskRow]] = {group: [] for group in TaskGroup}
    for task in tasks[:500]:
        late = task.due_on is not None and task.due_on < today
        groups[TaskGroup.LATE if late else group_of_reason(task.reason)].append(
            _row(task, late)
        )
    return {group: rows for group, rows in groups.items() if rows}


def _row(task: Task, late: bool) -> TaskRow:
    return TaskRow(
        code=task.code,
        reason_text=reason_text(task.reason),
        label=task.about_label,
        comment=task.comment,
        link=(task.about_kind, task.about_code),
        since=task.since,
        due_on=task.due_on,
        is_late=late,
        urgent=task.urgent,
        owner=task.owner,
        zone=task.zone,
    )


def tasks_done_today_count(viewer: Viewer) -> int:
    start = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        tasks_visible_to(viewer)
        .filter(done_at__gte=start)
        .exclude(done_by=None)
        .count()
    )


def put_away_reminders() -> set[str]:
    """Keys of the lines that the association does not want to read."""
    return set(PutAwayReminder.objects.values_list("key", flat=True))


def reason_text_of(task: Task) -> str:
    return reason_text(task.reason)


def has_task(dedup_key: str) -> bool:
    """Was this task raised already, done or not?"""
    return Task.objects.filter(dedup_key=dedup_key).exists()
