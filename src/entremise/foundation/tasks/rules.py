"""Who may work through the list of the team."""

from typing import Any

from entremise.foundation.accounts.rules import is_staff, is_staff_in


def can_handle_task(user: Any, task: Any) -> bool:
    """Take a task or say it is done: the people of its zone, anybody on the bridge when it
    has none.
    """
    return is_staff_in(user, task.zone_id) if task.zone_id else is_staff(user)
