"""Rebuilding an index from its sources, while the application runs.

What is withdrawn meanwhile stays withdrawn.
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
    keys: Callable[[], Iterable[str]]  # of everything that belongs in the index now
    # for those of these keys that still belong in the index
    entries: Callable[[list[str]], Iterable[IndexEntry]]


_sources: dict[str, IndexSource] = {}
_dynamic_sources: list[Callable[[], Mapping[str, IndexSource]]] = []


def register_index_source(
    kind: str,
    *,
    keys: Callable[[], Iterable[str]],
    entries: Callable[[list[str]], Iterable[IndexEntry]],
) -> None:
    """Register the source of an index; call it from ``ready()``."""
    _sources[kind] = IndexSource(keys, entries)


def register_index_sources(sources: Callable[[], Mapping[str, IndexSource]]) -> None:
    """Register a function that reads from the database which indexes there are."""
    _dynamic_sources.append(sources)


def _all() -> dict[str, IndexSource]:
    return {
        **_sources,
        **{
            kind: source
            for sources in _dynamic_sources
            for kind, source in sources().items()
        },
    }


def index_kinds() -> list[str]:
    return sorted(_all())


def empty_index_kinds() -> list[str]:
    """Indexes without any document although their source has some.

    So it is after a migration that changed the structure of the index.
    """
    written = set(Document.objects.values_list("kind", flat=True).distinct())
    sources = sorted(_all().items())
    return [
        kind
        for kind, source in sources
        if kind not in written and next(iter(source.keys()), None)
    ]


def rebuild_index(kind: str) -> Iterator[tuple[int, int]]:
    """A generator of (how many are done, of how many); it works as it is iterated."""
    source = _all()[kind]
    keys = list(source.keys())
    done = 0
    for batch in in_batches(keys, BATCH_SIZE):
        with transaction.atomic():
            # this locks the row: a withdrawal waits for us, then removes what we wrote
            change = bump_index_version(kind)
            index_entries(kind, source.entries(batch), change=change)
        done += len(batch)
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
    """Update the statistics of the query planner, after a bulk load."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
