"""Writing journal entries."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from entremise.foundation.kit.events import announce
from entremise.foundation.web import rate_limits

from .events import ManyFilesOpened
from .models import CARD_OF, JournalEntry, Mention, PersonAccess

FILES_AN_HOUR = 30


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
    and states only; of settings, see ``record_setting_change``. What was done in a session
    opened by a printed card also holds the code of who printed it.
    """
    if issuer := getattr(by, "card_issuer_code", ""):
        data[CARD_OF] = issuer
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


@transaction.atomic
def record_access(viewer: HasCode, person: HasCode) -> None:
    """``viewer`` opened the file of ``person``: one row a day.

    More than ``FILES_AN_HOUR`` new ones within an hour are announced.
    """
    _row, is_new = PersonAccess.objects.get_or_create(
        viewer=viewer.code, person=person.code, on=timezone.localdate()
    )
    if is_new and not rate_limits.allow_attempt(
        "files_opened", viewer.code, limit=FILES_AN_HOUR, period=timedelta(hours=1)
    ):
        announce(ManyFilesOpened(viewer.code))


def record_setting_change(
    verb: str,
    *,
    by: HasCode | None,
    about: tuple[HasCode, ...],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    kept_secret: Collection[str] = (),
    **data: Any,
) -> JournalEntry | None:
    """Write what changed in a setting: each field with its old and its new value.

    Only for what says nothing of a person. ``kept_secret``: fields of which it is only said
    that they changed. None, and nothing written, when nothing changed.
    """
    changed = [name for name in after if before.get(name) != after[name]]
    if not changed:
        return None
    changes = {
        name: []
        if name in kept_secret
        else [_plain_value(before.get(name)), _plain_value(after[name])]
        for name in changed
    }
    return record_in_journal(verb, by=by, about=about, changes=changes, **data)


def _plain_value(value: Any) -> Any:
    """A value that JSON holds: dates as ISO, things by their code."""
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "code", value)
