"""Timelines. The caller has already decided that the viewer may open the thing they speak of."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .models import Look, Mention
from .verbs import sentence


@dataclass(frozen=True)
class Line:
    at: datetime
    sentence: str
    actor_code: str  # empty: nobody signed in
    data: dict[str, Any] = field(default_factory=dict)
    verb: str = ""


@dataclass(frozen=True)
class Seen:
    viewer_code: str
    on: date


def timeline(code: str, *, limit: int = 100) -> list[Line]:
    """What happened to a person or a thing, the latest first."""
    mentions = (
        Mention.objects.filter(code=code)
        .select_related("entry")
        .order_by("-entry__at", "-entry__pk")[:limit]
    )
    entries = (mention.entry for mention in mentions)
    return [
        Line(e.at, sentence(e.verb, e.data), e.actor, e.data, e.verb) for e in entries
    ]


def looks_at(code: str, *, limit: int = 100) -> list[Seen]:
    """Who opened this person's file, day by day, the latest first."""
    return [
        Seen(look.viewer, look.on) for look in Look.objects.filter(person=code)[:limit]
    ]
