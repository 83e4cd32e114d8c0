"""What a process holds in memory to understand words: the vocabulary in use, and the names
of trades.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from entremise.foundation.search.analysis.thesaurus import Thesaurus
from entremise.foundation.search.analysis.vocabulary import Vocabulary
from entremise.foundation.search.models import TradeLabel, Word

# the stamp of the names of trades; other kinds are those of the things that are found
LABELS_KIND = "labels"


_vocabularies: dict[str, Vocabulary] = {}


def vocabulary_of(kind: str) -> Vocabulary:
    return vocabulary_and_thesaurus(kind)[0]


def trade_thesaurus() -> Thesaurus:
    """Names of trades: the table that ships with us, and what the association imported or added."""
    return vocabulary_and_thesaurus("")[1]


def vocabulary_and_thesaurus(kind: str) -> tuple[Vocabulary, Thesaurus]:
    """What is held in memory, brought up to date: one small read, more only when something
    changed.
    """
    stamps = _index_versions(kind)
    return _vocabulary(kind, stamps.get(kind)), _thesaurus(stamps.get(LABELS_KIND))


class _IndexVersionRow(NamedTuple):
    kind: str
    epoch: str
    changes: int
    losses: int
    documents: int


def _index_versions(kind: str) -> dict[str, _IndexVersionRow]:
    """Asked at every search: without a queryset, whose making costs more than its answer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, epoch, changes, losses, documents FROM search_indexversion WHERE kind IN (%s, %s)",
            [kind, LABELS_KIND],
        )
        return {row[0]: _IndexVersionRow(*row) for row in cursor.fetchall()}


def _vocabulary(kind: str, stamp: _IndexVersionRow | None) -> Vocabulary:
    if stamp is None:
        return Vocabulary()
    known = _vocabularies.get(kind)
    if known and (known.epoch, known.changes) == (stamp.epoch, stamp.changes):
        return known
    rows = Word.objects.filter(kind=kind)
    if (
        known
        and (known.epoch, known.losses) == (stamp.epoch, stamp.losses)
        and known.changes < stamp.changes
    ):
        rows = rows.filter(changed__gt=known.changes)
    else:
        known = Vocabulary()
    known.update(rows.values_list("pk", "term", "form", "documents"))
    known.epoch, known.changes, known.losses, known.total = (
        stamp.epoch,
        stamp.changes,
        stamp.losses,
        stamp.documents,
    )
    _vocabularies[kind] = known
    return known


@cache
def _shipped_labels() -> tuple[tuple[str, str], ...]:
    folder = Path(__file__).parent.parent / "data"
    lines = [
        line
        for name in ("rome-4.0.tsv", "everyday.tsv")
        for line in (folder / name).read_text().splitlines()
    ]
    return tuple((code, label) for code, label in (line.split("\t") for line in lines))


@cache
def _shipped_only() -> Thesaurus:
    return Thesaurus(_shipped_labels())


_thesauri: dict[tuple[str, int], Thesaurus] = {}


def _thesaurus(stamp: _IndexVersionRow | None) -> Thesaurus:
    if stamp is None:
        return _shipped_only()
    now = stamp.epoch, stamp.changes
    if now not in _thesauri:
        _thesauri.clear()
        _thesauri[now] = Thesaurus(
            [
                *_shipped_labels(),
                *TradeLabel.objects.order_by("pk").values_list("code", "text"),
            ]
        )
    return _thesauri[now]


def clear_vocabulary_cache() -> None:
    """Drop what is held in memory: after a transaction that was undone."""
    _vocabularies.clear()
    _thesauri.clear()
