"""The whole index again, from what is published now. Whoever withdraws meanwhile stays withdrawn."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from entremise.foundation.search.models import Document

from .indexing import AT_ONCE, Entry, batched, remove, write_all
from .stamps import changed


@dataclass(frozen=True)
class Source:
    keys: Callable[[], Iterable[str]]  # of everything that may be found now
    entries: Callable[[list[str]], Iterable[Entry]]  # of those with these keys that may still be found


_sources: dict[str, Source] = {}


def register(kind: str, *, keys: Callable[[], Iterable[str]], entries: Callable[[list[str]], Iterable[Entry]]) -> None:
    """Say, from ``ready()``, where the things of this kind are read from."""
    _sources[kind] = Source(keys, entries)


def kinds() -> list[str]:
    return sorted(_sources)


def rebuild(kind: str) -> Iterator[tuple[int, int]]:
    """Walk through it: (how many are done, of how many)."""
    source = _sources[kind]
    keys = list(source.keys())
    done = 0
    for some in batched(keys, AT_ONCE):
        with transaction.atomic():
            changed(kind)  # from here on, whoever withdraws waits for us, and takes out what we put in
            write_all(kind, source.entries(some))
        done += len(some)
        yield done, len(keys)
    for stale in sorted(set(Document.objects.filter(kind=kind).values_list("key", flat=True)) - set(keys)):
        with transaction.atomic():
            changed(kind)
            if not list(source.entries([stale])):
                remove(kind, stale)
    analyze()


def analyze() -> None:
    """After a bulk load: let the database know what it holds."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
