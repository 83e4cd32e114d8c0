"""One index for each scope: the staff, or the team, of a zone.

It holds what these readers may read and nothing else, so that words, spelling corrections
and counts reveal nothing of another scope. The apps register sorts of things. Results are
always checked again by the page's own queries, with the viewer.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from django.db import connection, transaction
from django.utils.translation import override

from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.models import Document, IndexVersion, Posting
from entremise.foundation.search.rules import READER_GROUPS, index_scope

from .index_versions import bump_index_version
from .indexing import (
    BATCH_SIZE,
    in_batches,
    index_entries,
    remove_documents,
    term_weights_of,
)
from .rebuilding import IndexSource, register_index_sources

# scope → what its readers may find of one thing
EntriesByScope = Mapping[str, IndexEntry]


@dataclass(frozen=True)
class ScopedSource:
    zones: Callable[[], Iterable[int]]  # primary keys of the zones that have some
    codes: Callable[[int], Iterable[str]]  # codes of those of a zone
    # for those of these codes that still exist
    entries: Callable[[list[str]], Iterable[EntriesByScope]]


_sorts: dict[str, ScopedSource] = {}


def register_scoped_source(
    name: str,
    *,
    zones: Callable[[], Iterable[int]],
    codes: Callable[[int], Iterable[str]],
    entries: Callable[[list[str]], Iterable[EntriesByScope]],
) -> None:
    """Register a sort of things; call it from ``ready()``."""
    _sorts[name] = ScopedSource(zones, codes, entries)


_waiting: ContextVar[dict[tuple[str, str], None] | None] = ContextVar(
    "codes_to_reindex", default=None
)


@contextmanager
def batch_reindexing() -> Iterator[None]:
    """Within the block, ``reindex_scoped`` only collects; each thing is written once at the end.

    In the caller's transaction.
    """
    if _waiting.get() is not None:
        yield  # nested: the outer block writes
        return
    waiting: dict[tuple[str, str], None] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for sort in _sorts:
        for codes in in_batches(
            (code for name, code in waiting if name == sort), BATCH_SIZE
        ):
            _write(sort, codes)


def reindex_scoped(sort: str, code: str) -> None:
    """Write a thing into the scopes it belongs to and remove it from the others.

    Called by the action that changed the thing.
    """
    waiting = _waiting.get()
    if waiting is None:
        _write(sort, [code])
    else:
        waiting[sort, code] = None


@contextmanager
def reindex_things_of_zone(zone: int) -> Iterator[None]:
    """Write again, after the block, all that the indexes of a zone held before it.

    The block moves things to another zone, or changes the zone's name. In the caller's
    transaction.
    """
    things = [
        (name, code) for name, sort in _sorts.items() for code in sort.codes(zone)
    ]
    yield
    with batch_reindexing():
        for name, code in things:
            reindex_scoped(name, code)


@transaction.atomic
def _write(sort: str, codes: list[str]) -> None:
    known = IndexVersion.objects.values("kind")
    was = {
        (kind, key)
        for kind, key in Document.objects.filter(
            kind__in=known, key__in=codes
        ).values_list("kind", "key")
        if _is_scope(kind)
    }
    now = _entries(sort, codes)
    stale = [
        at
        for at in sorted(was | set(now))
        if at not in now or at not in was or not _is_written(*at, now[at])
    ]
    # locks the rows: whoever writes the same thing waits for us, or we for them
    changes = {
        kind: bump_index_version(kind) for kind in sorted({kind for kind, _ in stale})
    }
    if stale and connection.features.has_select_for_update:
        # read again: they may have changed it. SQLite had nobody else write from the start.
        now = _entries(sort, codes)
    for kind, places in groupby(stale, key=itemgetter(0)):
        held = list(places)
        if there := [now[at] for at in held if at in now]:
            index_entries(kind, there, change=changes[kind])
        if gone := [at[1] for at in held if at not in now]:
            remove_documents(kind, gone, change=changes[kind])


def readable_entries(
    sort: str, codes: list[str], scopes: Collection[str]
) -> dict[str, IndexEntry]:
    """By code, what the readers of these scopes may read of these things."""
    with override("fr"):
        return {
            entry.key: entry
            for by_scope in _sorts[sort].entries(codes)
            for scope, entry in by_scope.items()
            if scope in scopes
        }


def _entries(sort: str, codes: list[str]) -> dict[tuple[str, str], IndexEntry]:
    """By scope and code."""
    with override("fr"):
        return {
            (scope, entry.key): _with_sort_facet(sort, entry)
            for by_scope in _sorts[sort].entries(codes)
            for scope, entry in by_scope.items()
        }


def _is_written(kind: str, key: str, entry: IndexEntry) -> bool:
    """Is it in the index as it is? Most changes change no word: then no lock is taken."""
    stored = Posting.objects.filter(document__kind=kind, document__key=key)
    return dict(stored.values_list("word__term", "weight")) == term_weights_of(entry)


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
                _with_sort_facet(name, by_scope[kind])
                for name, sort in _sorts.items()
                for by_scope in sort.entries(codes)
                if kind in by_scope
            ]

    return IndexSource(keys, entries)


register_index_sources(_sources)
