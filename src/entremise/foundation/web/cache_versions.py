"""Versions of cached data.

A version is a random string stored under a name; ``bump_cache_version(name)`` changes it in
the caller's transaction. A value computed under another version is never reused.

Random, not a counter: a version that was rolled back can never come back with another
meaning.

A common version is one that every page depends on, such as the name of the site: within a
request it is read in the same statement as the first other version, so that it costs no
query of its own.
"""

import contextvars
import secrets
from collections.abc import (
    Callable,
    Collection,
    Hashable,
    Iterator,
    Mapping,
    Sequence,
)
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
_common_names: set[str] = set()
_computed: LRUCache[tuple[str, Any]] = LRUCache(16 * 1024 * 1024)


def bump_cache_version(name: str) -> None:
    """Give the name a new version, in the caller's transaction.

    The row stays locked until that transaction ends: others that bump the same name wait.
    """
    row = CacheVersion(name=name, value=secrets.token_urlsafe(9))
    CacheVersion.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["name"], update_fields=["value"]
    )
    if (pinned := _pinned.get()) is not None:
        pinned.pop(name, None)


def register_common_version(name: str) -> None:
    """Every cached page depends on this name too."""
    _common_names.add(name)


def common_versions() -> tuple[str, ...]:
    """The current versions of the common names."""
    return tuple(cache_version(name) for name in sorted(_common_names))


def cache_version(name: str) -> str:
    """The current version; empty when the name was never bumped."""
    pinned = _pinned.get()
    if pinned is not None and name in pinned:
        return pinned[name]
    names = [name, *_unread_common_names(but=name)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name, value FROM web_cacheversion WHERE name IN ({_holes(names)})",
            names,
        )
        values = dict.fromkeys(names, "") | dict(cursor.fetchall())
    _pin(values)
    return values[name]


def value_with_common_versions(
    sql: str, parameters: Sequence[str | None]
) -> str | None:
    """The single text that ``sql`` selects, or None; the common versions are read with it.

    For a page whose version is not kept under a name: one statement instead of two.
    """
    names = _unread_common_names()
    if names:
        sql = (
            f"WITH asked(value) AS ({sql}) SELECT '', value FROM asked UNION ALL "
            f"SELECT name, value FROM web_cacheversion WHERE name IN ({_holes(names)})"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *names])
        rows = cursor.fetchall()
    if not names:
        return rows[0][0] if rows else None
    values = dict.fromkeys(names, "") | dict(rows)
    asked = values.pop("", None)
    _pin(values)
    return asked


def _pin(values: Mapping[str, str]) -> None:
    pinned = _pinned.get()
    if pinned is None:
        return
    only_common = isinstance(pinned, _CommonOnly)
    pinned.update(
        {
            name: value
            for name, value in values.items()
            if not only_common or name in _common_names
        }
    )


def _unread_common_names(but: str = "") -> list[str]:
    """The common names that this block has not read; none when nothing is pinned."""
    pinned = _pinned.get()
    return [] if pinned is None else sorted(_common_names - pinned.keys() - {but})


def _holes(names: list[str]) -> str:
    return ", ".join(["%s"] * len(names))


class _CommonOnly(dict[str, str]):
    """Pins of a request that may write: those of the common names alone."""


@contextmanager
def pin_common_versions() -> Iterator[None]:
    """Within the block, each common version is read once; a version bumped here is read anew.

    The other versions are read each time: what the block writes may depend on them.
    """
    token = _pinned.set(_CommonOnly())
    try:
        yield
    finally:
        _pinned.reset(token)


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
