"""Why something stands on the team's list: each app declares its reasons with the words of
the row.
"""

from enum import StrEnum
from typing import Any


class TaskGroup(StrEnum):
    """Where the row stands on the team's page of the day."""

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
    """``{"meetings.answer_late":

    _("Réponse promise, en retard")}``; call it from the app's apps.py.
    """
    for reason, words in sentences.items():
        _reasons[reason] = (words, TaskGroup(group))


def reason_text(reason: str) -> str:
    return str(_reasons[reason][0]) if reason in _reasons else reason


def group_of_reason(reason: str) -> TaskGroup:
    return _reasons[reason][1] if reason in _reasons else TaskGroup.TO_DO


def registered_task_reasons() -> dict[str, Any]:
    return {reason: words for reason, (words, _group) in _reasons.items()}
