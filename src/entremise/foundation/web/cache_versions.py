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

from .lru_cache import LRUCache
from .models import CacheVersion

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
MAX_ITEMS = 20_000  # things of one sort that a process holds
_pinned: contextvars.ContextVar[dict[str, str] | None] = contextvars.ContextVar(
    "stamps_read", default=None
)
_computed: LRUCache[tuple[str, Any]] = LRUCache(16 * 1024 * 1024)


def bump_cache_version(name: str) -> None:
    """What stands under this name has just changed.

    Whoever changes it too waits for the end of our transaction.
    """
    row = CacheVersion(name=name, value=secrets.token_urlsafe(9))
    CacheVersion.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["name"], update_fields=["value"]
    )


def cache_version(name: str) -> str:
    """The word of the moment; empty when nothing ever changed."""
    known = _pinned.get()
    if known is not None and name in known:
        return known[name]
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM web_cacheversion WHERE name = %s", [name])
        row = cursor.fetchone()
    value = row[0] if row else ""
    if known is not None:
        known[name] = value
    return value


@contextmanager
def pin_cache_versions() -> Iterator[None]:
    """Within, each word is asked of the database once, before anything made with it: never
    older than its word.
    """
    token = _pinned.set({})
    try:
        yield
    finally:
        _pinned.reset(token)


def get_or_compute(
    version_name: str,
    key: str,
    compute: Callable[[], T],
    *,
    size_of: Callable[[T], int] = lambda made: 2000,
) -> T:
    """``make()``, kept in this process until the word under ``name`` changes.

    ``weight``: about how many bytes.
    """
    stamp = cache_version(version_name)
    held = _computed.get((version_name, key))
    if stamp and held and held[0] == stamp:
        return held[1]
    made = compute()
    if stamp:
        _computed.put((version_name, key), (stamp, made), size=size_of(made))
    return made


def get_or_compute_many(
    version_name: str,
    key_prefix: str,
    keys: Collection[K],
    compute: Callable[[list[K]], Mapping[K, T]],
) -> dict[K, T]:
    """What ``look`` says of each of these, asked once until the word under ``name``
    changes; without who is unknown.
    """
    known: dict[K, T | None] = get_or_compute(
        version_name, key_prefix, dict, size_of=lambda _: 2_000_000
    )
    fresh: dict[K, T | None] = {}
    if missing := [key for key in keys if key not in known]:
        seen = compute(missing)
        fresh = {key: seen.get(key) for key in missing}
        if len(known) + len(fresh) <= MAX_ITEMS:
            known.update(fresh)
    return {
        key: said
        for key in keys
        if (said := fresh[key] if key in fresh else known[key]) is not None
    }
