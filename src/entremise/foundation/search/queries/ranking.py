"""The statement that ranks: the same on both databases, the same answers in the same order.

Nothing in it depends on the order in which a database walks through rows: of each word
asked the best match counts (a maximum), and these are added in the order of the words. No
sum of floats is left to the database, nothing is rounded.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from entremise.foundation.search.analysis.query_expansion import (
    PLACES_SLOT,
    ExpandedQuery,
)
from entremise.foundation.search.analysis.vocabulary import Vocabulary

from .facets import placeholders

# More answers than anybody reads; bounds what one search may cost.
MAX_RESULTS = 1000
# Words that stand in more documents than that, all together, no longer bring answers by
# themselves: they help to rank those that rarer words bring.
COMMON_WORD_DOCUMENTS = 1000
# the best of those only (several pages), by the common words that count most
RERANKED_RESULTS, MAX_RANKING_WORDS = (100, 12)

# word number, row of the word, how much a match counts
WordMatch = tuple[int, int, float]


@dataclass
class _Rows:
    """Which words bring answers, and which only help to rank them."""

    all: list[WordMatch] = field(default_factory=list)  # every document of theirs
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

    Only %s marks and numbers of words are put together here, never what was typed.
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
    """The commonest words only rank what rarer ones bring.

    A trade or a place brings its people, the surest first.
    """
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

    def turn(row: tuple[int, int, int, float]) -> tuple[Any, ...]:
        """First what counts most for the fewest documents.

        What is only near the place uses up nobody's share.
        """
        uses, number, _word, sure = row
        return number == PLACES_SLOT and sure < place, -sure / math.sqrt(1 + uses), row

    for uses, number, word, sure in sorted(rows, key=turn):
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
    """(document, number, score) of what words bring.

    One select for each common word: the index gives its best ones.
    """
    where, values = _facets(chosen)
    parts, parameters = [], []
    if rows.all:
        parts.append(
            "SELECT p.document_id, q.number, p.weight * q.sure AS score"
            f" FROM (SELECT column1 AS number, column2 AS word, column3 AS sure FROM ({_values(rows.all)}) v) q"
            f" JOIN search_posting p ON p.word_id = q.word WHERE 1 = 1{where}"
        )
        parameters += [*_flat(rows.all), *values]
    for number, word, sure in rows.best:
        parts.append(
            f"SELECT * FROM (SELECT p.document_id, {number} AS number, p.weight * CAST(%s AS DOUBLE PRECISION) AS score"
            f" FROM search_posting p WHERE p.word_id = %s{where} ORDER BY p.weight DESC, p.document_id LIMIT %s) b"
        )
        parameters += [sure, word, *values, COMMON_WORD_DOCUMENTS]
    return " UNION ALL ".join(parts), parameters


def _facets(chosen: Mapping[str, list[str]]) -> tuple[str, list[str]]:
    """Asked of each posting that is found: a set of all that carry the value would be
    larger than what words bring.
    """
    sql, values = "", []
    for name, wanted in chosen.items():
        sql += (
            " AND EXISTS (SELECT 1 FROM search_facet f WHERE f.document_id = p.document_id"
            f" AND f.name = %s AND f.value IN ({placeholders(wanted)}))"
        )
        values += [name, *wanted]
    return sql, values


def _more(rows: _Rows, asked: int) -> tuple[str, list[Any]]:
    """What common words add to the best of what was found: looked up document by document,
    however common they are.
    """
    return (
        f", first AS (SELECT document_id FROM ({_by_word(rows, 'found')}) b"
        f" ORDER BY {_score(rows, asked)} DESC, document_id LIMIT %s), common(number, word, sure) AS"
        f" ({_values(rows.rank)}), everything AS (SELECT document_id, number, score FROM found UNION ALL"
        " SELECT document_id, number, sure * (SELECT p.weight FROM search_posting p"
        " WHERE p.document_id = first.document_id AND p.word_id = common.word) FROM first CROSS JOIN common)"
    ), [RERANKED_RESULTS, *_flat(rows.rank)]


def _by_word(rows: _Rows, source: str) -> str:
    """A line for each document, with the best score of each word in a column of its own."""
    columns = (
        f"MAX(CASE WHEN number = {number} THEN score ELSE 0 END) AS w{number}"
        for number in rows.numbers
    )
    return (
        f"SELECT document_id, {', '.join(columns)} FROM {source} GROUP BY document_id"
    )


def _score(rows: _Rows, asked: int) -> str:
    """Of a line by word: the sum, for more the more of the words answer; for more again in
    the place or near it.
    """
    words = [f"w{number}" for number in rows.numbers]
    answered = " + ".join(f"CASE WHEN {word} > 0 THEN 1 ELSE 0 END" for word in words)
    near = f" * (1 + w{PLACES_SLOT})" if PLACES_SLOT in rows.numbers else ""
    return f"({' + '.join(words)}) * (7 * {asked} + 3 * ({answered})){near}"


def _values(rows: list[WordMatch]) -> str:
    """A table of these rows.

    The first says what they all are: PostgreSQL would take 2.5 for a decimal number.
    """
    return "VALUES " + ", ".join(
        ["(%s, %s, CAST(%s AS DOUBLE PRECISION))"] + ["(%s, %s, %s)"] * (len(rows) - 1)
    )


def _flat(rows: Iterable[WordMatch]) -> list[Any]:
    return [value for row in rows for value in row]
