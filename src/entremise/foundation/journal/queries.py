"""Timelines. The caller has checked that the viewer may open the thing they are about."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .models import Mention, PersonAccess
from .registry import verb_sentence


@dataclass(frozen=True)
class TimelineEvent:
    at: datetime
    sentence: str
    actor_code: str  # empty: nobody signed in
    data: dict[str, Any] = field(default_factory=dict)
    verb: str = ""


@dataclass(frozen=True)
class AccessDay:
    viewer_code: str
    on: date


def timeline_of(code: str, *, limit: int = 100) -> list[TimelineEvent]:
    """The entries about a person or a thing, the latest first."""
    mentions = (
        Mention.objects.filter(code=code)
        .select_related("entry")
        .order_by("-entry__at", "-entry__pk")[:limit]
    )
    entries = (mention.entry for mention in mentions)
    return [
        TimelineEvent(e.at, verb_sentence(e.verb, e.data), e.actor, e.data, e.verb)
        for e in entries
    ]


def accesses_to(code: str, *, limit: int = 100) -> list[AccessDay]:
    """Who opened this person's file, day by day, the latest first."""
    return [
        AccessDay(access.viewer, access.on)
        for access in PersonAccess.objects.filter(person=code)[:limit]
    ]
