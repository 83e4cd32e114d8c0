"""Registry of task reasons.

Each app registers its reasons, with the text shown on the row, from its apps.py.
"""

from enum import StrEnum
from typing import Any


class TaskGroup(StrEnum):
    """Group of a task on the team's page of today."""

    LATE = "late"
    SILENT = "silent"
    FRAGILE = "fragile"
    REVIEW = "review"
    MODERATE = "moderate"
    CONFIRM = "confirm"
    TO_DO = "to_do"


_reasons: dict[str, tuple[Any, TaskGroup]] = {}


def register_task_reasons(
    sentences: dict[str, Any], *, group: str = TaskGroup.TO_DO
) -> None:
    """``sentences``: ``{"meetings.answer_late": _("Réponse promise, en retard")}``."""
    for reason, text in sentences.items():
        _reasons[reason] = (text, TaskGroup(group))


def reason_text(reason: str) -> str:
    return str(_reasons[reason][0]) if reason in _reasons else reason


def group_of_reason(reason: str) -> TaskGroup:
    return _reasons[reason][1] if reason in _reasons else TaskGroup.TO_DO


def registered_task_reasons() -> dict[str, Any]:
    return {reason: text for reason, (text, _group) in _reasons.items()}
