"""Writing journal entries."""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from .models import JournalEntry, Mention, PersonAccess


class HasCode(Protocol):
    code: Any


def model_name_of(thing: Any) -> str:
    return thing._meta.model_name or ""


def _zone_of(thing: Any) -> str:
    """The code of the zone of a thing; some things hold the code itself."""
    zone = getattr(thing, "zone", None)
    return zone if isinstance(zone, str) else getattr(zone, "code", "")


@transaction.atomic
def record_in_journal(
    verb: str, *, by: HasCode | None, about: tuple[HasCode, ...], **data: Any
) -> JournalEntry:
    """Write an entry in the caller's transaction.

    ``about``: every person or thing whose timeline must show it. ``data``: codes, numbers
    and states only.
    """
    zone = next(filter(None, (_zone_of(thing) for thing in about)), "")
    entry = JournalEntry.objects.create(
        at=timezone.now(), verb=verb, actor=by.code if by else "", zone=zone, data=data
    )
    Mention.objects.bulk_create(
        Mention(entry=entry, kind=model_name_of(thing), code=thing.code)
        for thing in about
    )
    return entry


def record_accesses(viewer: HasCode, people: Iterable[str]) -> None:
    """``viewer`` read a list of these people (codes): one row for each and a day."""
    today = timezone.localdate()
    PersonAccess.objects.bulk_create(
        [PersonAccess(viewer=viewer.code, person=code, on=today) for code in people],
        ignore_conflicts=True,
        batch_size=500,
    )


def record_access(viewer: HasCode, person: HasCode) -> None:
    """``viewer`` opened the file of ``person``: one row a day."""
    PersonAccess.objects.get_or_create(
        viewer=viewer.code, person=person.code, on=timezone.localdate()
    )
