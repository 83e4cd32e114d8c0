"""The ranking SQL: the same results in the same order on SQLite and PostgreSQL.

It does not depend on the order in which a database reads rows: for each word asked the best
match counts (a maximum), and these are added in the order of the words. The database sums
no floats and nothing is rounded.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from entremise.foundation.search.analysis.index_vocabulary import Vocabulary
from entremise.foundation.search.analysis.query_expansion import (
    PLACES_SLOT,
    ExpandedQuery,
)

from .facets import placeholders

# More results than anybody reads; bounds the cost of a search.
MAX_RESULTS = 1000
# Words that together are in more documents than this bring no results by themselves: they
# only help to rank those that rarer words bring.
COMMON_WORD_DOCUMENTS = 1000
# Common words rank only the best results (several pages), and only the most important words.
RERANKED_RESULTS, MAX_RANKING_WORDS = 100, 12

# (number of the word asked, primary key of the Word, weight of a match)
WordMatch = tuple[int, int, float]


@dataclass
class _Rows:
    """Which words bring results, and which only help to rank them."""

    all: list[WordMatch] = field(default_factory=list)  # all their documents
    # the documents where they weigh most
    best: list[WordMatch] = field(default_factory=list)
    rank: list[WordMatch] = field(default_factory=list)

    @property
    def numbers(self) -> list[int]:
        return sorted({number for number, _, _ in (*self.all, *self.best, *self.rank)})


def ranked_keys(
    query: ExpandedQuery, known: Vocabulary, chosen: Mapping[str, list[str]]
) -> list[tuple[str, float]]:
    """(key, score), the best first.

    The SQL is built from placeholders and numbers only, never from typed text.
    """
    rows = _split(query, known)
    if not rows.all and not rows.best:
        return []
    found, parameters = _found(rows, chosen)
    sql = f"WITH found AS ({found})"
    if rows.rank:
        more, values = _more(rows, query.asked_count)
        sql, parameters = sql + more, [*parameters, *values]
    sql += (
        f" SELECT d.key, {_score(rows, query.asked_count)} AS score"
        f" FROM ({_by_word(rows, 'everything' if rows.rank else 'found')}) b"
        " JOIN search_document d ON d.id = b.document_id ORDER BY 2 DESC, 1 LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, MAX_RESULTS])
        return cursor.fetchall()


def _split(query: ExpandedQuery, known: Vocabulary) -> _Rows:
    """Which words bring results: the most common ones only rank what rarer ones bring."""
    rows = [
        (known.document_count(term), number, known.ids[term], sure)
        for number, term, sure in query.rows
        if term in known.ids
    ]
    heaviest = max((sure for *_, sure in rows), default=0.0)
    split, used = _Rows(), 0
    place = max(
        (sure for _, number, _, sure in rows if number == PLACES_SLOT), default=0.0
    )

    def sort_key(row: tuple[int, int, int, float]) -> tuple[Any, ...]:
        """Sort key: the most weight for the fewest documents first, places nearby last."""
        uses, number, _word, sure = row
        return number == PLACES_SLOT and sure < place, -sure / math.sqrt(1 + uses), row

    for uses, number, word, sure in sorted(rows, key=sort_key):
        row = (number, word, sure)
        if used and used + uses > COMMON_WORD_DOCUMENTS and sure < heaviest:
            split.rank.append(row)
        elif uses > COMMON_WORD_DOCUMENTS:
            split.best.append(row)
            split.rank.append(row)
            used += COMMON_WORD_DOCUMENTS
        else:
            split.all.append(row)
            used += uses
    split.rank = sorted(split.rank, key=lambda row: (-row[2], row))[:MAX_RANKING_WORDS]
    return split


def _found(rows: _Rows, chosen: Mapping[str, list[str]]) -> tuple[str, list[Any]]:
    """SQL and parameters of (document, number, score) of the words that bring results.

    One SELECT for each common word, so that the index gives its best documents.
    """
    where, values = _facets(chosen)
    parts, parameters = [], []
    if rows.all:
        parts.append(
            "SELECT p.document_id, q.number, p.weight * q.sure AS score"
            " FROM (SELECT column1 AS number, column2 AS word, column3 AS sure"
            f" FROM ({_values(rows.all)}) v) q"
            f" JOIN search_posting p ON p.word_id = q.word WHERE 1 = 1{where}"
        )
        parameters += [*_flat(rows.all), *values]
    for number, word, sure in rows.best:
        parts.append(
            f"SELECT * FROM (SELECT p.document_id, {number} AS number,"
            " p.weight * CAST(%s AS DOUBLE PRECISION) AS score"
            f" FROM search_posting p WHERE p.word_id = %s{where}"
            " ORDER BY p.weight DESC, p.document_id LIMIT %s) b"
        )
        parameters += [sure, word, *values, COMMON_WORD_DOCUMENTS]
    return " UNION ALL ".join(parts), parameters


def _facets(chosen: Mapping[str, list[str]]) -> tuple[str, list[str]]:
    """SQL that filters each posting by facets; a set of all documents would be larger."""
    sql, values = "", []
    for name, wanted in chosen.items():
        sql += (
            " AND EXISTS (SELECT 1 FROM search_facet f WHERE f.document_id = p.document_id"
            f" AND f.name = %s AND f.value IN ({placeholders(wanted)}))"
        )
        values += [name, *wanted]
    return sql, values


def _more(rows: _Rows, asked: int) -> tuple[str, list[Any]]:
    """SQL that adds the common words to the best results, looked up document by document."""
    return (
        f", first AS (SELECT document_id FROM ({_by_word(rows, 'found')}) b"
        f" ORDER BY {_score(rows, asked)} DESC, document_id LIMIT %s),"
        f" common(number, word, sure) AS ({_values(rows.rank)}),"
        " everything AS (SELECT document_id, number, score FROM found UNION ALL"
        " SELECT document_id, number, sure * (SELECT p.weight FROM search_posting p"
        " WHERE p.document_id = first.document_id AND p.word_id = common.word)"
        " FROM first CROSS JOIN common)"
    ), [RERANKED_RESULTS, *_flat(rows.rank)]


def _by_word(rows: _Rows, source: str) -> str:
    """SQL: one row for each document, with the best score of each word in its own column."""
    columns = (
        f"MAX(CASE WHEN number = {number} THEN score ELSE 0 END) AS w{number}"
        for number in rows.numbers
    )
    return (
        f"SELECT document_id, {', '.join(columns)} FROM {source} GROUP BY document_id"
    )


def _score(rows: _Rows, asked: int) -> str:
    """SQL of the score of a row by word: the sum, raised by the share of words that match.

    It is raised again in the place asked for, or near it.
    """
    words = [f"w{number}" for number in rows.numbers]
    answered = " + ".join(f"CASE WHEN {word} > 0 THEN 1 ELSE 0 END" for word in words)
    near = f" * (1 + w{PLACES_SLOT})" if PLACES_SLOT in rows.numbers else ""
    return f"({' + '.join(words)}) * (7 * {asked} + 3 * ({answered})){near}"


def _values(rows: list[WordMatch]) -> str:
    """A VALUES list of these rows.

    The first row has a cast: PostgreSQL would read 2.5 as numeric.
    """
    return "VALUES " + ", ".join(
        ["(%s, %s, CAST(%s AS DOUBLE PRECISION))"] + ["(%s, %s, %s)"] * (len(rows) - 1)
    )


def _flat(rows: Iterable[WordMatch]) -> list[Any]:
    return [value for row in rows for value in row]
