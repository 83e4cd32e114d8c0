"""Who may handle a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entremise.foundation.accounts.rules import (
    is_administrator,
    is_staff,
    is_staff_in,
)

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer

    from .models import Task


def can_handle_task(user: Viewer, task: Task) -> bool:
    """May the user take or close it? The staff of its zone, or any staff when it has none.

    What is for the administrators is theirs alone.
    """
    if task.for_administrators:
        return is_administrator(user)
    return is_staff_in(user, task.zone_id) if task.zone_id else is_staff(user)
