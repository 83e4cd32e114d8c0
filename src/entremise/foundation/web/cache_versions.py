"""Versions of cached data.

A version is a random string stored under a name; ``bump_cache_version(name)`` changes it in
the caller's transaction. A value computed under another version is never reused.

Random, not a counter: a version that was rolled back can never come back with another
meaning.
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
MAX_ITEMS = 20_000  # items kept under one name and key prefix, in each process
_pinned: contextvars.ContextVar[dict[str, str] | None] = contextvars.ContextVar(
    "pinned_cache_versions", default=None
)
_computed: LRUCache[tuple[str, Any]] = LRUCache(16 * 1024 * 1024)


def bump_cache_version(name: str) -> None:
    """Give the name a new version, in the caller's transaction.

    The row stays locked until that transaction ends: others that bump the same name wait.
    """
    row = CacheVersion(name=name, value=secrets.token_urlsafe(9))
    CacheVersion.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["name"], update_fields=["value"]
    )


def cache_version(name: str) -> str:
    """The current version; empty when the name was never bumped."""
    pinned = _pinned.get()
    if pinned is not None and name in pinned:
        return pinned[name]
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM web_cacheversion WHERE name = %s", [name])
        row = cursor.fetchone()
    value = row[0] if row else ""
    if pinned is not None:
        pinned[name] = value
    return value


@contextmanager
def pin_cache_versions() -> Iterator[None]:
    """Within the block, each version is read from the database once.

    It is read before the value computed under it, so a value is never older than its version.
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
    size_of: Callable[[T], int] = lambda value: 2000,
) -> T:
    """``compute()``, kept in this process until the version named ``version_name`` changes.

    ``size_of``: about how many bytes the value takes.
    """
    version = cache_version(version_name)
    cached = _computed.get((version_name, key))
    if version and cached and cached[0] == version:
        return cached[1]
    value = compute()
    if version:
        _computed.put((version_name, key), (version, value), size=size_of(value))
    return value


def get_or_compute_many(
    version_name: str,
    key_prefix: str,
    keys: Collection[K],
    compute: Callable[[list[K]], Mapping[K, T]],
) -> dict[K, T]:
    """The value of each key; keys for which ``compute`` gives nothing are left out.

    ``compute`` is called with the missing keys only, until the version changes.
    """
    known: dict[K, T | None] = get_or_compute(
        version_name, key_prefix, dict, size_of=lambda _: 2_000_000
    )
    fresh: dict[K, T | None] = {}
    if missing := [key for key in keys if key not in known]:
        computed = compute(missing)
        fresh = {key: computed.get(key) for key in missing}
        if len(known) + len(fresh) <= MAX_ITEMS:
            known.update(fresh)
    return {
        key: value
        for key in keys
        if (value := fresh[key] if key in fresh else known[key]) is not None
    }
