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

from entremise.foundation.search.circles import READERS, circle
from entremise.foundation.search.models import Document, Posting, Stamp
from entremise.foundation.search.weighing import Entry

from .indexing import AT_ONCE, batched, remove, weights_of, write_all
from .rebuilding import Source, register_many
from .stamps import changed

Circles = Mapping[str, Entry]  # by circle: what its readers may find of one thing


@dataclass(frozen=True)
class Sort:
    zones: Callable[[], Iterable[int]]  # where there are some
    codes: Callable[[int], Iterable[str]]  # of those of a zone
    entries: Callable[
        [list[str]], Iterable[Circles]
    ]  # of those with these codes that are still there


_sorts: dict[str, Sort] = {}


def register_sort(
    name: str,
    *,
    zones: Callable[[], Iterable[int]],
    codes: Callable[[int], Iterable[str]],
    entries: Callable[[list[str]], Iterable[Circles]],
) -> None:
    """Say, from ``ready()``, where the things of this sort are read from."""
    _sorts[name] = Sort(zones, codes, entries)


_told: ContextVar[dict[tuple[str, str], None] | None] = ContextVar(
    "circles_told", default=None
)


@contextmanager
def written_at_once() -> Iterator[None]:
    """A whole story is told: each thing is written once, when all has been said. In the
    caller's transaction.
    """
    if _told.get() is not None:
        yield  # a story within a story
        return
    waiting: dict[tuple[str, str], None] = {}
    mark = _told.set(waiting)
    try:
        yield
    finally:
        _told.reset(mark)
    for sort in _sorts:
        for codes in batched((code for name, code in waiting if name == sort), AT_ONCE):
            _write(sort, codes)


def reindex(sort: str, code: str) -> None:
    """Called by the action that changed the thing: what can be found of it now, and nowhere
    else than where it is.
    """
    waiting = _told.get()
    if waiting is None:
        _write(sort, [code])
    else:
        waiting[sort, code] = None


@transaction.atomic
def _write(sort: str, codes: list[str]) -> None:
    known = [
        kind
        for kind in Stamp.objects.values_list("kind", flat=True)
        if _is_circle(kind)
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
        changed(kind)  # whoever writes the same thing waits for us, or we for them…
    if stale:
        now = _entries(sort, codes)  # …and here is what they wrote
    for kind, places in groupby(stale, key=itemgetter(0)):
        held = list(places)
        if there := [now[at] for at in held if at in now]:
            write_all(kind, there)
        for at in held:
            if at not in now:
                remove(*at)


def told(sort: str, codes: list[str], circles: Collection[str]) -> dict[str, Entry]:
    """What the readers of these circles may read of these things: by code."""
    with override("fr"):
        found = _sorts[sort].entries(codes)
        return {
            entry.key: entry
            for there in found
            for kind, entry in there.items()
            if kind in circles
        }


def _entries(sort: str, codes: list[str]) -> dict[tuple[str, str], Entry]:
    """By circle and code."""
    with override("fr"):
        found = _sorts[sort].entries(codes)
        return {
            (kind, entry.key): _named(sort, entry)
            for circles in found
            for kind, entry in circles.items()
        }


def _is_written(kind: str, key: str, entry: Entry) -> bool:
    """Most changes change no word: then nobody waits, and nothing held in memory is out of date."""
    held = Posting.objects.filter(document__kind=kind, document__key=key)
    return dict(held.values_list("word__term", "weight")) == weights_of(entry)


def _is_circle(kind: str) -> bool:
    return kind.partition(":")[0] in READERS


def _named(sort: str, entry: Entry) -> Entry:
    return replace(entry, facets={**entry.facets, "sort": [sort]})


def _sources() -> dict[str, Source]:
    zones = sorted({zone for sort in _sorts.values() for zone in sort.zones()})
    return {
        circle(readers, zone): _source(readers, zone)
        for zone in zones
        for readers in READERS
    }


def _source(readers: str, zone: int) -> Source:
    kind = circle(readers, zone)

    def keys() -> Iterator[str]:
        return (code for sort in _sorts.values() for code in sort.codes(zone))

    def entries(codes: list[str]) -> list[Entry]:
        with override("fr"):
            return [
                _named(name, circles[kind])
                for name, sort in _sorts.items()
                for circles in sort.entries(codes)
                if kind in circles
            ]

    return Source(keys, entries)


register_many(_sources)
