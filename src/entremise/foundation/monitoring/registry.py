"""Facts that another part of the deployment knows: it says here how to ask."""

from collections.abc import Callable
from datetime import datetime

_last_backup: list[Callable[[], datetime | None]] = []


def watch_backups(made_at: Callable[[], datetime | None]) -> None:
    """``made_at``: when the last backup was made; None when there is none."""
    _last_backup[:] = [made_at]


def are_backups_watched() -> bool:
    return bool(_last_backup)


def last_backup_at() -> datetime | None:
    """None when there is no backup, or when nobody knows."""
    return _last_backup[0]() if _last_backup else None
