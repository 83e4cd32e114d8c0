"""What a circle of readers may find, in an index of its own: words, guesses and counts show
nothing of another circle.

A circle is the staff of a zone, or its team: each holds everything its readers may read,
nothing else. The apps say which sorts of things there are; whatever is found is asked again
of the database, as its reader.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from django.db import transaction
from django.utils.translation import override

from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.models import Document, IndexVersion, Posting
from entremise.foundation.search.rules import READER_GROUPS, index_scope

from .index_versions import bump_index_version
from .indexing import (
    BATCH_SIZE,
    in_batches,
    index_entries,
    remove_document,
    term_weights_of,
)
from .rebuilding import IndexSource, register_index_sources

# by circle: what its readers may find of one thing
EntriesByScope = Mapping[str, IndexEntry]


@dataclass(frozen=True)
class ScopedSource:
    zones: Callable[[], Iterable[int]]  # where there are some
    codes: Callable[[int], Iterable[str]]  # of those of a zone
    # of those with these codes that are still there
    entries: Callable[[list[str]], Iterable[EntriesByScope]]


_sorts: dict[str, ScopedSource] = {}


def register_scoped_source(
    name: str,
    *,
    zones: Callable[[], Iterable[int]],
    codes: Callable[[int], Iterable[str]],
    entries: Callable[[list[str]], Iterable[EntriesByScope]],
) -> None:
    """Say, from ``ready()``, where the things of this sort are read from."""
    _sorts[name] = ScopedSource(zones, codes, entries)


_waiting: ContextVar[dict[tuple[str, str], None] | None] = ContextVar(
    "circles_told", default=None
)


@contextmanager
def batch_reindexing() -> Iterator[None]:
    """A whole story is told: each thing is written once, when all has been said. In the
    caller's transaction.
    """
    if _waiting.get() is not None:
        yield  # a story within a story
        return
    waiting: dict[tuple[str, str], None] = {}
    mark = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(mark)
    for sort in _sorts:
        for codes in in_batches(
            (code for name, code in waiting if name == sort), BATCH_SIZE
        ):
            _write(sort, codes)


def reindex_scoped(sort: str, code: str) -> None:
    """Called by the action that changed the thing: what can be found of it now, and nowhere
    else than where it is.
    """
    waiting = _waiting.get()
    if waiting is None:
        _write(sort, [code])
    else:
        waiting[sort, code] = None


@transaction.atomic
def _write(sort: str, codes: list[str]) -> None:
    known = [
        kind
        for kind in IndexVersion.objects.values_list("kind", flat=True)
        if _is_scope(kind)
    ]
    was = set(
        Document.objects.filter(kind__in=known, key__in=codes).values_list(
            "kind", "key"
        )
    )
    now = _entries(sort, codes)
    stale = [
        at
        for at in sorted(was | set(now))
        if at not in now or at not in was or not _is_written(*at, now[at])
    ]
    for kind in sorted({kind for kind, _ in stale}):
        # whoever writes the same thing waits for us, or we for them…
        bump_index_version(kind)
    if stale:
        now = _entries(sort, codes)  # …and here is what they wrote
    for kind, places in groupby(stale, key=itemgetter(0)):
        held = list(places)
        if there := [now[at] for at in held if at in now]:
            index_entries(kind, there)
        for at in held:
            if at not in now:
                remove_document(*at)


def readable_entries(
    sort: str, codes: list[str], scopes: Collection[str]
) -> dict[str, IndexEntry]:
    """What the readers of these circles may read of these things: by code."""
    with override("fr"):
        found = _sorts[sort].entries(codes)
        return {
            entry.key: entry
            for there in found
            for kind, entry in there.items()
            if kind in scopes
        }


def _entries(sort: str, codes: list[str]) -> dict[tuple[str, str], IndexEntry]:
    """By circle and code."""
    with override("fr"):
        found = _sorts[sort].entries(codes)
        return {
            (kind, entry.key): _with_sort_facet(sort, entry)
            for circles in found
            for kind, entry in circles.items()
        }


def _is_written(kind: str, key: str, entry: IndexEntry) -> bool:
    """Most changes change no word: then nobody waits, and nothing held in memory is out of date."""
    held = Posting.objects.filter(document__kind=kind, document__key=key)
    return dict(held.values_list("word__term", "weight")) == term_weights_of(entry)


def _is_scope(kind: str) -> bool:
    return kind.partition(":")[0] in READER_GROUPS


def _with_sort_facet(sort: str, entry: IndexEntry) -> IndexEntry:
    return replace(entry, facets={**entry.facets, "sort": [sort]})


def _sources() -> dict[str, IndexSource]:
    zones = sorted({zone for sort in _sorts.values() for zone in sort.zones()})
    return {
        index_scope(readers, zone): _source(readers, zone)
        for zone in zones
        for readers in READER_GROUPS
    }


def _source(readers: str, zone: int) -> IndexSource:
    kind = index_scope(readers, zone)

    def keys() -> Iterator[str]:
        return (code for sort in _sorts.values() for code in sort.codes(zone))

    def entries(codes: list[str]) -> list[IndexEntry]:
        with override("fr"):
            return [
                _with_sort_facet(name, circles[kind])
                for name, sort in _sorts.items()
                for circles in sort.entries(codes)
                if kind in circles
            ]

    return IndexSource(keys, entries)


register_index_sources(_sources)
