"""Why something stands on the team's list: each app declares its reasons with the words of
the row.
"""

from enum import StrEnum
from typing import Any


class Group(StrEnum):
    """Where the row stands on the team's page of the day."""

    LATE = "late"
    SILENT = "silent"
    FRAGILE = "fragile"
    REVIEW = "review"
    MODERATE = "moderate"
    CONFIRM = "confirm"
    TO_DO = "to_do"


_reasons: dict[str, tuple[Any, Group]] = {}


def declare(sentences: dict[str, Any], *, group: str = Group.TO_DO) -> None:
    """``{"meetings.answer_late":

    _("Réponse promise, en retard")}``; call it from the app's apps.py.
    """
    for reason, words in sentences.items():
        _reasons[reason] = (words, Group(group))


def sentence(reason: str) -> str:
    return str(_reasons[reason][0]) if reason in _reasons else reason


def group_of(reason: str) -> Group:
    return _reasons[reason][1] if reason in _reasons else Group.TO_DO


def declared() -> dict[str, Any]:
    return {reason: words for reason, (words, _group) in _reasons.items()}
