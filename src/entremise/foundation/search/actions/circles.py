"""What a circle of readers may find, in an index of its own: words, guesses and counts show nothing of another circle.

A circle is the staff of a zone, or its team: each holds everything its readers may read, nothing else. The apps say
which sorts of things there are; whatever is found is asked again of the database, as its reader.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import override

from entremise.foundation.search.circles import READERS, circle
from entremise.foundation.search.models import Document, Posting, Stamp
from entremise.foundation.search.weighing import Entry

from .indexing import remove, weights_of, write
from .rebuilding import Source, rebuild, register_many
from .stamps import changed

Circles = Mapping[str, Entry]  # by circle: what its readers may find of one thing


@dataclass(frozen=True)
class Sort:
    zones: Callable[[], Iterable[int]]  # where there are some
    codes: Callable[[int], Iterable[str]]  # of those of a zone
    entries: Callable[[list[str]], Iterable[Circles]]  # of those with these codes that are still there


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


_at_once: ContextVar[bool] = ContextVar("circles_written_at_once", default=False)


@contextmanager
def written_at_once() -> Iterator[None]:
    """A whole story is told: each thing is written once, when all has been said. In the caller's transaction."""
    mark = _at_once.set(True)
    try:
        yield
    finally:
        _at_once.reset(mark)
    for kind in _sources():
        for _step in rebuild(kind):
            pass


@transaction.atomic
def reindex(sort: str, code: str) -> None:
    """Called by the action that changed the thing: what can be found of it now, and nowhere else than where it is."""
    if _at_once.get():
        return
    known = [kind for kind in Stamp.objects.values_list("kind", flat=True) if _is_circle(kind)]
    was = set(Document.objects.filter(kind__in=known, key=code).values_list("kind", flat=True))
    now = _entries(sort, code)
    stale = [kind for kind in was | set(now) if kind not in now or not _is_written(kind, now[kind])]
    for kind in sorted(stale):
        changed(kind)  # whoever writes the same thing waits for us, or we for them…
    if stale:
        now = _entries(sort, code)  # …and here is what they wrote
    for kind in stale:
        if kind in now:
            write(kind, now[kind])
        else:
            remove(kind, code)


def told(sort: str, codes: list[str], circles: Collection[str]) -> dict[str, Entry]:
    """What the readers of these circles may read of these things: by code."""
    with override("fr"):
        found = _sorts[sort].entries(codes)
        return {entry.key: entry for there in found for kind, entry in there.items() if kind in circles}


def _entries(sort: str, code: str) -> dict[str, Entry]:
    with override("fr"):
        found = _sorts[sort].entries([code])
        return {kind: _named(sort, entry) for circles in found for kind, entry in circles.items()}


def _is_written(kind: str, entry: Entry) -> bool:
    """Most changes change no word: then nobody waits, and nothing held in memory is out of date."""
    held = Posting.objects.filter(document__kind=kind, document__key=entry.key)
    return dict(held.values_list("word__term", "weight")) == weights_of(entry)


def _is_circle(kind: str) -> bool:
    return kind.partition(":")[0] in READERS


def _named(sort: str, entry: Entry) -> Entry:
    return replace(entry, facets={**entry.facets, "sort": [sort]})


def _sources() -> dict[str, Source]:
    zones = sorted({zone for sort in _sorts.values() for zone in sort.zones()})
    return {circle(readers, zone): _source(readers, zone) for zone in zones for readers in READERS}


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
