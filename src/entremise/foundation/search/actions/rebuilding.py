"""The whole index again, from what is published now.

Whoever withdraws meanwhile stays withdrawn.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.models import Document

from .index_versions import bump_index_version
from .indexing import BATCH_SIZE, in_batches, index_entries, remove_document


@dataclass(frozen=True)
class IndexSource:
    keys: Callable[[], Iterable[str]]  # of everything that may be found now
    # of those with these keys that may still be found
    entries: Callable[[list[str]], Iterable[IndexEntry]]


_sources: dict[str, IndexSource] = {}
_more: list[Callable[[], Mapping[str, IndexSource]]] = []  # kinds that come and go


def register_index_source(
    kind: str,
    *,
    keys: Callable[[], Iterable[str]],
    entries: Callable[[list[str]], Iterable[IndexEntry]],
) -> None:
    """Say, from ``ready()``, where the things of this kind are read from."""
    _sources[kind] = IndexSource(keys, entries)


def register_index_sources(sources: Callable[[], Mapping[str, IndexSource]]) -> None:
    """The same, for kinds that are known only when the database is asked."""
    _more.append(sources)


def _all() -> dict[str, IndexSource]:
    return {
        **_sources,
        **{kind: source for more in _more for kind, source in more().items()},
    }


def index_kinds() -> list[str]:
    return sorted(_all())


def empty_index_kinds() -> list[str]:
    """Kinds of which nothing is found although something might be: the shape of the index
    has just changed.
    """
    written = set(Document.objects.values_list("kind", flat=True).distinct())
    sources = sorted(_all().items())
    return [
        kind
        for kind, source in sources
        if kind not in written and next(iter(source.keys()), None)
    ]


def rebuild_index(kind: str) -> Iterator[tuple[int, int]]:
    """Walk through it: (how many are done, of how many)."""
    source = _all()[kind]
    keys = list(source.keys())
    done = 0
    for some in in_batches(keys, BATCH_SIZE):
        with transaction.atomic():
            # from here on, whoever withdraws waits for us, and takes out what we put in
            bump_index_version(kind)
            index_entries(kind, source.entries(some))
        done += len(some)
        yield done, len(keys)
    for stale in sorted(
        set(Document.objects.filter(kind=kind).values_list("key", flat=True))
        - set(keys)
    ):
        with transaction.atomic():
            bump_index_version(kind)
            if not list(source.entries([stale])):
                remove_document(kind, stale)
    analyze_database()


def analyze_database() -> None:
    """After a bulk load: let the database know what it holds."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
