"""Vocabulary and names of trades held in the memory of a process.

They are refreshed when the IndexVersion row changes: one small SQL query for each search.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from entremise.foundation.search.analysis.index_vocabulary import Vocabulary
from entremise.foundation.search.analysis.text import tokenize, without_article
from entremise.foundation.search.analysis.thesaurus import Thesaurus
from entremise.foundation.search.models import TradeLabel, Word
from entremise.foundation.search.rules import LABELS_KIND

# Columns of the file, after the code.
_TRANSLATIONS = ("en", "ar")
_TRADE_NAMES = Path(__file__).parent.parent / "data" / "trade-names.tsv"
_vocabularies: dict[str, Vocabulary] = {}


def vocabulary_of(kind: str) -> Vocabulary:
    return vocabulary_and_thesaurus(kind)[0]


def trade_thesaurus() -> Thesaurus:
    """Names of trades: those shipped with the application, and those imported or added."""
    return vocabulary_and_thesaurus("")[1]


def vocabulary_and_thesaurus(kind: str) -> tuple[Vocabulary, Thesaurus]:
    """Both, up to date; the tables are read only when something changed."""
    versions = _index_versions(kind)
    return _vocabulary(kind, versions.get(kind)), _thesaurus(versions.get(LABELS_KIND))


class _IndexVersionRow(NamedTuple):
    kind: str
    epoch: str
    changes: int
    losses: int
    documents: int


def _index_versions(kind: str) -> dict[str, _IndexVersionRow]:
    """Raw SQL: it runs at every search, and building a queryset costs more than its answer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, epoch, changes, losses, documents FROM search_indexversion WHERE kind "
            "IN (%s, %s)",
            [kind, LABELS_KIND],
        )
        return {row[0]: _IndexVersionRow(*row) for row in cursor.fetchall()}


def _vocabulary(kind: str, version: _IndexVersionRow | None) -> Vocabulary:
    if version is None:
        return Vocabulary()
    known = _vocabularies.get(kind)
    if known and (known.epoch, known.changes) == (version.epoch, version.changes):
        return known
    rows = Word.objects.filter(kind=kind)
    if (
        known
        and (known.epoch, known.losses) == (version.epoch, version.losses)
        and known.changes < version.changes
    ):
        rows = rows.filter(changed__gt=known.changes)
    else:
        known = Vocabulary()
    known.update(rows.values_list("pk", "term", "form", "documents"))
    known.epoch, known.changes, known.losses, known.total = (
        version.epoch,
        version.changes,
        version.losses,
        version.documents,
    )
    _vocabularies[kind] = known
    return known


@cache
def shipped_labels() -> tuple[tuple[str, str], ...]:
    """(code, name) of the trades shipped with the application."""
    folder = Path(__file__).parent.parent / "data"
    lines = [
        line
        for name in ("rome-4.0.tsv", "everyday.tsv")
        for line in (folder / name).read_text().splitlines()
    ]
    return tuple((code, label) for code, label in (line.split("\t") for line in lines))


@cache
def translated_trade_names(language: str) -> dict[str, str]:
    """Code → name, of the trades that have one in this language; none for French."""
    if language not in _TRANSLATIONS:
        return {}
    column = _TRANSLATIONS.index(language)
    lines = (line.split("\t") for line in _TRADE_NAMES.read_text().splitlines())
    return {code: names[column] for code, *names in lines}


@cache
def translated_thesaurus() -> Thesaurus:
    """The names of trades in the other languages."""
    return Thesaurus(
        (code, " ".join(map(without_article, tokenize(name))))
        for language in _TRANSLATIONS
        for code, name in translated_trade_names(language).items()
    )


@cache
def _shipped_thesaurus() -> Thesaurus:
    return Thesaurus(shipped_labels(), translated=translated_thesaurus())


_thesauri: dict[tuple[str, int], Thesaurus] = {}


def _thesaurus(version: _IndexVersionRow | None) -> Thesaurus:
    if version is None:
        return _shipped_thesaurus()
    now = version.epoch, version.changes
    if now not in _thesauri:
        _thesauri.clear()
        _thesauri[now] = Thesaurus(
            [
                *shipped_labels(),
                *TradeLabel.objects.order_by("pk").values_list("code", "text"),
            ],
            translated=translated_thesaurus(),
        )
    return _thesauri[now]


def clear_vocabulary_cache() -> None:
    """Drop what is held in memory, after a transaction that was rolled back."""
    _vocabularies.clear()
    _thesauri.clear()
