"""Facets of documents, and suggestions of words while typing."""

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from entremise.foundation.search.analysis.text import tokenize
from entremise.foundation.search.models import Document, Facet, Word


def suggest_words(kind: str, prefix: str, *, limit: int = 8) -> list[str]:
    """Words of the index that begin like the last word typed, the most used first."""
    start = (tokenize(prefix) or [""])[-1]
    if len(start) < 2:
        return []
    rows = Word.objects.filter(kind=kind, form__startswith=start).order_by(
        "-documents", "term"
    )
    return list(rows.values_list("form", flat=True)[:limit])


def documents_with_facets(
    kind: str, chosen: Mapping[str, Iterable[str]]
) -> QuerySet[Document]:
    """Documents with one of the values of each facet."""
    documents = Document.objects.filter(kind=kind)
    for name, values in chosen.items():
        some = Facet.objects.filter(kind=kind, name=name, value__in=list(values))
        documents = documents.filter(pk__in=some.values("document"))
    return documents


def facets_by_key(
    kind: str, names: Collection[str], keys: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """The facets of each of these documents, as ``name=value``."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(keys, ())
    rows = Facet.objects.filter(document__kind=kind, document__key__in=list(keys))
    for key, name, value in rows.values_list("document__key", "name", "value"):
        if name in names:
            found[key] = (*found[key], sys.intern(f"{name}={value}"))
    return found


def facet_counts(
    kind: str, names: Iterable[str], *, chosen: Mapping[str, Iterable[str]]
) -> dict[str, dict[str, int]]:
    """The values of each facet among the documents with the chosen ones, with their number.

    The most frequent first.
    """
    wanted = list(names)
    # starts from the few documents that have all: CROSS JOIN keeps SQLite from reading every
    # facet of every document
    if chosen:
        having = [
            _facet_value_sql(kind, name, values) for name, values in chosen.items()
        ]
        sql = (
            f"WITH those AS ({' INTERSECT '.join(one for one, _ in having)}) SELECT f.name, "
            "f.value, COUNT(*)"
            " FROM those CROSS JOIN search_facet f WHERE f.document_id = those.document_id"
        )
        parameters = [value for _, values in having for value in values]
    else:
        sql, parameters = (
            "SELECT f.name, f.value, COUNT(*) FROM search_facet f WHERE f.kind = %s",
            [kind],
        )
    sql += f" AND f.name IN ({placeholders(wanted)}) GROUP BY f.name, f.value ORDER BY 3 DESC, 2"
    result: dict[str, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *wanted])
        for name, value, number in cursor.fetchall():
            result[name][value] = number
    return dict(result)


def facet_filter_sql(
    kind: str, chosen: Mapping[str, Iterable[str]], column: str
) -> tuple[str, list[str]]:
    """SQL to add to a WHERE, and its parameters.

    The document in ``column`` must have one of the values of each facet.
    """
    sql, parameters = "", []
    for name, values in chosen.items():
        having, more = _facet_value_sql(kind, name, values)
        sql += f" AND {column} IN ({having})"
        parameters += more
    return sql, parameters


def _facet_value_sql(
    kind: str, name: str, wanted: Iterable[str]
) -> tuple[str, list[str]]:
    """SQL and parameters of the documents with one of these values."""
    values, among = list(wanted), "h.kind = %s AND h.name = %s AND h.value IN"
    return (
        f"SELECT h.document_id FROM search_facet h WHERE {among} ({placeholders(values)})",
        [kind, name, *values],
    )


def placeholders(values: Sequence[Any]) -> str:
    """``%s, %s, …`` for these values."""
    return ", ".join(["%s"] * len(values))
