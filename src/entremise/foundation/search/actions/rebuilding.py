"""The whole index again, from what is published now.

Whoever withdraws meanwhile stays withdrawn.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from entremise.foundation.search.models import Document
from entremise.foundation.search.weighing import Entry

from .indexing import AT_ONCE, batched, remove, write_all
from .stamps import changed


@dataclass(frozen=True)
class Source:
    keys: Callable[[], Iterable[str]]  # of everything that may be found now
    entries: Callable[
        [list[str]], Iterable[Entry]
    ]  # of those with these keys that may still be found


_sources: dict[str, Source] = {}
_more: list[Callable[[], Mapping[str, Source]]] = []  # kinds that come and go


def register(
    kind: str,
    *,
    keys: Callable[[], Iterable[str]],
    entries: Callable[[list[str]], Iterable[Entry]],
) -> None:
    """Say, from ``ready()``, where the things of this kind are read from."""
    _sources[kind] = Source(keys, entries)


def register_many(sources: Callable[[], Mapping[str, Source]]) -> None:
    """The same, for kinds that are known only when the database is asked."""
    _more.append(sources)


def _all() -> dict[str, Source]:
    return {
        **_sources,
        **{kind: source for more in _more for kind, source in more().items()},
    }


def kinds() -> list[str]:
    return sorted(_all())


def missing() -> list[str]:
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


def rebuild(kind: str) -> Iterator[tuple[int, int]]:
    """Walk through it: (how many are done, of how many)."""
    source = _all()[kind]
    keys = list(source.keys())
    done = 0
    for some in batched(keys, AT_ONCE):
        with transaction.atomic():
            changed(
                kind
            )  # from here on, whoever withdraws waits for us, and takes out what we put in
            write_all(kind, source.entries(some))
        done += len(some)
        yield done, len(keys)
    for stale in sorted(
        set(Document.objects.filter(kind=kind).values_list("key", flat=True))
        - set(keys)
    ):
        with transaction.atomic():
            changed(kind)
            if not list(source.entries([stale])):
                remove(kind, stale)
    analyze()


def analyze() -> None:
    """After a bulk load: let the database know what it holds."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
