"""Who may handle a task."""

from typing import Any

from entremise.foundation.accounts.rules import is_staff, is_staff_in


def can_handle_task(user: Any, task: Any) -> bool:
    """May the user take or close it? The staff of its zone, or any staff when it has none."""
    return is_staff_in(user, task.zone_id) if task.zone_id else is_staff(user)
