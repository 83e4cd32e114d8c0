"""A word that changes with what it stands for, in the same transaction: whoever holds
another word is out of date.

The word is drawn at random, never counted: one that was rolled back cannot come again with
another meaning.
"""

import contextvars
import secrets
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection

from .lru_cache import Shelf
from .models import Stamp

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
MOST = 20_000  # things of one sort that a process holds
_read: contextvars.ContextVar[dict[str, str] | None] = contextvars.ContextVar(
    "stamps_read", default=None
)
_made: Shelf[tuple[str, Any]] = Shelf(16 * 1024 * 1024)


def touch(name: str) -> None:
    """What stands under this name has just changed.

    Whoever changes it too waits for the end of our transaction.
    """
    row = Stamp(name=name, value=secrets.token_urlsafe(9))
    Stamp.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["name"], update_fields=["value"]
    )


def read(name: str) -> str:
    """The word of the moment; empty when nothing ever changed."""
    known = _read.get()
    if known is not None and name in known:
        return known[name]
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM web_stamp WHERE name = %s", [name])
        row = cursor.fetchone()
    value = row[0] if row else ""
    if known is not None:
        known[name] = value
    return value


@contextmanager
def read_once() -> Iterator[None]:
    """Within, each word is asked of the database once, before anything made with it: never
    older than its word.
    """
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def made_once(
    name: str,
    what: str,
    make: Callable[[], T],
    *,
    weight: Callable[[T], int] = lambda made: 2000,
) -> T:
    """``make()``, kept in this process until the word under ``name`` changes.

    ``weight``: about how many bytes.
    """
    stamp = read(name)
    held = _made.get((name, what))
    if stamp and held and held[0] == stamp:
        return held[1]
    made = make()
    if stamp:
        _made.put((name, what), (stamp, made), weight=weight(made))
    return made


def held_each(
    name: str, what: str, keys: Collection[K], look: Callable[[list[K]], Mapping[K, T]]
) -> dict[K, T]:
    """What ``look`` says of each of these, asked once until the word under ``name``
    changes; without who is unknown.
    """
    known: dict[K, T | None] = made_once(name, what, dict, weight=lambda _: 2_000_000)
    fresh: dict[K, T | None] = {}
    if missing := [key for key in keys if key not in known]:
        seen = look(missing)
        fresh = {key: seen.get(key) for key in missing}
        if len(known) + len(fresh) <= MOST:
            known.update(fresh)
    return {
        key: said
        for key in keys
        if (said := fresh[key] if key in fresh else known[key]) is not None
    }
