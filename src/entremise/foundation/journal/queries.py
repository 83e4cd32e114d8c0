"""Timelines. The caller has checked that the viewer may open the thing they are about."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from .models import CARD_OF, JournalEntry, Mention, PersonAccess
from .registry import verb_sentence


@dataclass(frozen=True)
class TimelineEvent:
    at: datetime
    sentence: str
    actor_code: str  # empty: nobody signed in
    data: dict[str, Any] = field(default_factory=dict)
    verb: str = ""

    @property
    def card_issuer_code(self) -> str:
        """Who printed the card by which the actor came; empty: they came by themselves."""
        return str(self.data.get(CARD_OF, ""))


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
    return [_event(mention.entry) for mention in mentions]


def timeline_of_verbs(
    verbs: Collection[str], *, limit: int = 100
) -> list[TimelineEvent]:
    """The entries with these verbs, about whatever it was, the latest first."""
    entries = JournalEntry.objects.filter(verb__in=verbs).order_by("-at", "-pk")
    return [_event(entry) for entry in entries[:limit]]


def _event(entry: JournalEntry) -> TimelineEvent:
    return TimelineEvent(
        entry.at,
        verb_sentence(entry.verb, entry.data),
        entry.actor,
        entry.data,
        entry.verb,
    )


def accesses_to(code: str, *, limit: int = 100) -> list[AccessDay]:
    """Who opened this person's file, day by day, the latest first."""
    return [
        AccessDay(access.viewer, access.on)
        for access in PersonAccess.objects.filter(person=code)[:limit]
    ]
