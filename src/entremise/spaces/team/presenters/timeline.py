"""Timelines for the team: journal entries with the name of who acted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from entremise.foundation.journal import queries
from entremise.foundation.kit.text import gettext as _
from entremise.spaces.shared.actors import actors_of


@dataclass(frozen=True)
class TimelineLine:
    """One line of ``team/_timeline.html``."""

    at: datetime
    sentence: str
    actor: str  # empty when nobody is recorded
    data: dict[str, Any]
    verb: str


def timeline_lines_of(code: str, *, limit: int = 100) -> list[TimelineLine]:
    """The journal of one record, in two queries.

    The caller has checked that the viewer may see it.
    """
    return timeline_lines(queries.timeline_of(code, limit=limit))


def timeline_lines(lines: list[queries.TimelineEvent]) -> list[TimelineLine]:
    """With the name of who acted, in one query."""
    actors = actors_of(lines, erased=_("quelqu’un dont l’accès est effacé"))
    return [
        TimelineLine(
            line.at,
            line.sentence,
            actor,
            line.data,
            line.verb,
        )
        for line, actor in zip(lines, actors, strict=True)
    ]
