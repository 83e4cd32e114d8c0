"""Finding: words are forgiven, the best answer first, the same on both databases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from entremise.foundation.search.analyser import words
from entremise.foundation.search.places import USUAL
from entremise.foundation.search.understanding import PLACES, Query, understand
from entremise.foundation.search.vocabulary import Vocabulary

from .facets import having
from .memory import read

# More answers than anybody reads; bounds what one search may cost.
MOST = 1000
WORDS = 12
# Words that stand in more documents than that, all together, no longer bring answers by themselves: they help to rank
# those that rarer words bring.
MANY = 1000
FIRST = 300  # and of the best of those only


@dataclass(frozen=True)
class Found:
    keys: list[str]  # best first when words were searched; in key order when only filters were
    understood: str = ""  # what was searched instead, when a word had to be guessed
    ranked: bool = False
    ties: list[int] = field(default_factory=list)  # for each key, the number of its rank: equals may be reordered
    alike: bool = False  # no word is known: these answers are only near it
    terms: frozenset[str] = frozenset()  # what a word of an answer may be, to be a reason why it is there

    def __len__(self) -> int:
        return len(self.keys)


def find(
    kind: str, text: str, *, facets: Mapping[str, Iterable[str]] | None = None, exact: bool = False, around: int = 0
) -> Found:
    """Keys of what matches: any of the words (more of them is better) and, for each facet, one of its values.

    ``exact``: the words as they are typed, nothing guessed. ``around``: only what is within so many kilometres of the
    place that is named (facet ``place``); without it, what is near the place comes too, for less.
    """
    chosen = {name: sorted(set(values)) for name, values in (facets or {}).items() if values}
    typed = words(text)[:WORDS]
    if not typed:
        return Found(list(having(kind, chosen).order_by("key").values_list("key", flat=True)))
    known, trades = read(kind)
    query = understand(typed, known, trades, exact=exact, around=around or (0 if exact else USUAL))
    if around and query.within:
        reach = chosen.get("place", query.within)
        chosen["place"] = [place for place in query.within if place in reach] or query.within[:1]
    rows = _ranked(query, known, chosen)
    ties: list[int] = []
    for number, (_, score) in enumerate(rows):
        ties.append(ties[-1] if number and score == rows[number - 1][1] else number)
    return Found(
        [key for key, _ in rows],
        query.understood,
        ranked=True,
        ties=ties,
        alike=query.alike,
        terms=frozenset(term for _, term, _ in query.rows),
    )


def _facets_sql(chosen: Mapping[str, list[str]], document: str) -> tuple[str, list[str]]:
    sql, values = "", []
    for name, wanted in chosen.items():
        marks = ", ".join(["%s"] * len(wanted))
        sql += (
            f" AND EXISTS (SELECT 1 FROM search_facet f WHERE f.document_id = {document}"
            f" AND f.name = %s AND f.value IN ({marks}))"
        )
        values += [name, *wanted]
    return sql, values


@dataclass
class _Rows:
    """(word number, row of the word, how much a match counts): which bring answers, which only help to rank them."""

    all: list[tuple[int, int, float]] = field(default_factory=list)  # every document of theirs
    best: list[tuple[int, int, float]] = field(default_factory=list)  # the documents where they weigh most
    rank: list[tuple[int, int, float]] = field(default_factory=list)


def _split(query: Query, known: Vocabulary) -> _Rows:
    """The commonest words only rank what rarer ones bring. A trade or a place brings its people, the surest first."""
    rows = [(known.uses(term), number, known.ids[term], sure) for number, term, sure in query.rows if term in known.ids]
    heaviest = max((sure for *_, sure in rows), default=0.0)
    split, used = _Rows(), 0
    # What is only near the place comes last: it does not use up what rarer words may bring.
    place = max((sure for _, number, _, sure in rows if number == PLACES), default=0.0)
    for uses, number, word, sure in sorted(rows, key=lambda row: (row[1] == PLACES and row[3] < place, row)):
        row = (number, word, sure)
        if used and used + uses > MANY and sure < heaviest:
            split.rank.append(row)
        elif uses > MANY:
            split.best.append(row)
            split.rank.append(row)
            used += MANY
        else:
            split.all.append(row)
            used += uses
    return split


def _marks(rows: list[tuple[int, int, float]]) -> str:
    return ", ".join(["(%s, %s, %s)"] * len(rows))


def _found_sql(rows: _Rows, chosen: Mapping[str, list[str]]) -> tuple[str, list[Any]]:
    where, values = _facets_sql(chosen, "p.document_id")
    parts, parameters = [], []
    if rows.all:
        parts.append(
            "SELECT p.document_id, q.number, p.weight * CAST(q.sure AS DOUBLE PRECISION) AS score"
            f" FROM (SELECT column1 AS number, column2 AS word, column3 AS sure FROM (VALUES {_marks(rows.all)}) v) q"
            f" JOIN search_posting p ON p.word_id = q.word WHERE 1 = 1{where}"
        )
        parameters += [*(value for row in rows.all for value in row), *values]
    for number, word, sure in rows.best:
        parts.append(
            "SELECT * FROM (SELECT p.document_id, CAST(%s AS INTEGER) AS number,"
            " p.weight * CAST(%s AS DOUBLE PRECISION) AS score FROM search_posting p"
            f" WHERE p.word_id = %s{where} ORDER BY p.weight DESC, p.document_id LIMIT %s) b"
        )
        parameters += [number, sure, word, *values, MANY]
    return " UNION ALL ".join(parts), parameters


def _ranked(query: Query, known: Vocabulary, chosen: Mapping[str, list[str]]) -> list[tuple[str, float]]:
    """One statement. Only %s marks are put together here, never what was typed."""
    rows = _split(query, known)
    if not rows.all and not rows.best:
        return []
    found, parameters = _found_sql(rows, chosen)
    sql = f"WITH found AS ({found})"
    if rows.rank:
        sql += (
            f", r(number, word, sure) AS (VALUES {_marks(rows.rank)}),"
            " first AS (SELECT document_id FROM found GROUP BY document_id"
            " ORDER BY ROUND(CAST(SUM(score) AS NUMERIC), 6) DESC, document_id LIMIT %s),"
            " everything AS (SELECT document_id, number, score FROM found UNION ALL"
            " SELECT p.document_id, r.number, p.weight * CAST(r.sure AS DOUBLE PRECISION)"
            " FROM first CROSS JOIN r"
            " JOIN search_posting p ON p.word_id = r.word AND p.document_id = first.document_id)"
        )
        parameters += [*(value for row in rows.rank for value in row), FIRST]
    sql += (
        " , best AS (SELECT document_id, number, MAX(score) AS score"
        f" FROM {'everything' if rows.rank else 'found'} GROUP BY document_id, number),"
        " top AS (SELECT document_id, ROUND(CAST(SUM(score) * (0.7 + 0.3 * COUNT(*) / %s)"
        f" * (1 + MAX(CASE WHEN number = {PLACES} THEN score ELSE 0 END)) AS NUMERIC), 6) AS total"
        " FROM best GROUP BY document_id ORDER BY 2 DESC, 1 LIMIT %s)"
        " SELECT d.key, top.total FROM top JOIN search_document d ON d.id = top.document_id"
        " ORDER BY top.total DESC, d.key"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, float(query.asked), MOST])
        return [(key, float(total)) for key, total in cursor.fetchall()]
