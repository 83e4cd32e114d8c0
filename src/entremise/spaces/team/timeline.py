"""Timelines as the team reads them: what happened, by whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from entremise.foundation.accounts.queries import full_names_of
from entremise.foundation.journal import queries
from entremise.foundation.kit.text import gettext as _


@dataclass(frozen=True)
class TimelineLine:
    """One line of ``team/_timeline.html``."""

    at: datetime
    sentence: str
    actor: str  # empty: nobody in particular
    data: dict[str, Any]
    verb: str


def timeline_lines_of(code: str, *, limit: int = 100) -> list[TimelineLine]:
    """The caller has checked that the viewer may open this thing.

    Two queries, whatever the number of lines.
    """
    lines = queries.timeline_of(code, limit=limit)
    names = full_names_of(line.actor_code for line in lines)
    gone = _("quelqu’un dont l’accès est effacé")
    return [
        TimelineLine(
            line.at,
            line.sentence,
            names.get(line.actor_code, gone if line.actor_code else ""),
            line.data,
            line.verb,
        )
        for line in lines
    ]
