"""Finding: words are forgiven, the best answer first, the same on both databases."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, Sum
from rapidfuzz import process
from rapidfuzz.distance import OSA

from .analyser import stem, words
from .models import Document, Facet, Word

PREFIX, ONE_ERROR, TWO_ERRORS = 0.8, 0.75, 0.5
# More answers than anybody reads; bounds what one search may cost.
MOST = 1000


@dataclass(frozen=True)
class Found:
    keys: list[str]  # best first when words were searched; in key order when only filters were
    understood: str = ""  # what was searched instead, when a word had to be guessed
    ranked: bool = False


@dataclass
class Vocabulary:
    stamp: tuple[int, int]
    documents: dict[str, int]
    forms: dict[str, str]


@dataclass
class _Word:
    """One word typed: the terms it may stand for, with how sure that is."""

    typed: str
    terms: dict[str, float] = field(default_factory=dict)
    guess: str = ""


_vocabularies: dict[str, Vocabulary] = {}


def vocabulary(kind: str) -> Vocabulary:
    """The terms in use, kept in memory until the table changes."""
    row = Word.objects.filter(kind=kind).aggregate(rows=Count("pk"), uses=Sum("documents"))
    stamp = (row["rows"], row["uses"] or 0)
    known = _vocabularies.get(kind)
    if known is None or known.stamp != stamp:
        rows = list(Word.objects.filter(kind=kind).values_list("term", "documents", "form"))
        known = Vocabulary(stamp, {t: n for t, n, _ in rows}, {t: f for t, _, f in rows})
        _vocabularies[kind] = known
    return known


def _expand(word: str, known: Vocabulary, *, last: bool) -> _Word:
    term = stem(word)
    result = _Word(word)
    if term in known.documents:
        result.terms[term] = 1.0
    if len(word) >= 3 and (last or not result.terms):
        for other in known.documents:
            if other.startswith(word) and other != term:
                result.terms[other] = PREFIX
    if not result.terms and len(term) >= 4:
        farthest = 1 if len(term) < 7 else 2
        near = process.extract(
            term, list(known.documents), scorer=OSA.distance, score_cutoff=farthest, limit=12
        )
        for other, errors, _ in near:
            result.terms[other] = ONE_ERROR if errors == 1 else TWO_ERRORS
        if near:
            best = min(near, key=lambda found: (found[1], -known.documents[found[0]], found[0]))
            result.guess = known.forms[best[0]]
    return result


def find(kind: str, text: str, *, facets: Mapping[str, Iterable[str]] | None = None) -> Found:
    """Keys of what matches: any of the words (more of them is better) and, for each facet, one of its values."""
    chosen = {name: sorted(set(values)) for name, values in (facets or {}).items() if values}
    typed = words(text)[:12]
    if not typed:
        return Found(_filtered(kind, chosen))
    known = vocabulary(kind)
    query = [_expand(word, known, last=number == len(typed) - 1) for number, word in enumerate(typed)]
    understood = " ".join(w.guess or w.typed for w in query) if any(w.guess for w in query) else ""
    rows = _values(query, known, total=Document.objects.filter(kind=kind).count())
    return Found(_ranked(kind, rows, len(query), chosen) if rows else [], understood, ranked=True)


def _values(query: list[_Word], known: Vocabulary, *, total: int) -> list[tuple[int, str, float]]:
    rarity = {t: math.log(1 + total / (1 + known.documents[t])) for w in query for t in w.terms}
    return [
        (number, term, round(sure * rarity[term], 6))
        for number, word in enumerate(query)
        for term, sure in sorted(word.terms.items(), key=lambda item: (-item[1], item[0]))[:40]
    ]


def _facets_sql(chosen: Mapping[str, list[str]]) -> tuple[str, list[str]]:
    sql, values = "", []
    for name, wanted in chosen.items():
        marks = ", ".join(["%s"] * len(wanted))
        sql += (
            " AND EXISTS (SELECT 1 FROM search_facet f WHERE f.document_id = d.id"
            f" AND f.name = %s AND f.value IN ({marks}))"
        )
        values += [name, *wanted]
    return sql, values


def _ranked(
    kind: str, rows: list[tuple[int, str, float]], asked: int, chosen: Mapping[str, list[str]]
) -> list[str]:
    marks = ", ".join(["(%s, %s, %s)"] * len(rows))
    where, values = _facets_sql(chosen)
    sql = (  # only %s marks are put together here, never what was typed
        f"WITH q(word, term, sure) AS (VALUES {marks}),"  # noqa: S608
        " best AS (SELECT p.document_id, q.word, MAX(p.weight * CAST(q.sure AS DOUBLE PRECISION)) AS score"
        " FROM q JOIN search_posting p ON p.kind = %s AND p.term = q.term GROUP BY p.document_id, q.word)"
        " SELECT d.key FROM best JOIN search_document d ON d.id = best.document_id WHERE 1 = 1" + where +
        " GROUP BY d.key ORDER BY ROUND(CAST(SUM(score) * (0.7 + 0.3 * COUNT(*) / %s) AS NUMERIC), 6) DESC, d.key"
        " LIMIT %s"
    )
    parameters = [value for row in rows for value in row]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, kind, *values, float(asked), MOST])
        return [key for (key,) in cursor.fetchall()]


def _filtered(kind: str, chosen: Mapping[str, list[str]]) -> list[str]:
    documents = Document.objects.filter(kind=kind)
    for name, wanted in chosen.items():
        documents = documents.filter(pk__in=Facet.objects.filter(kind=kind, name=name, value__in=wanted).values("document"))
    return list(documents.order_by("key").values_list("key", flat=True))


def suggest(kind: str, prefix: str, *, limit: int = 8) -> list[str]:
    """Words in use that begin like this, the most used first."""
    start = (words(prefix) or [""])[-1]
    if len(start) < 2:
        return []
    rows = Word.objects.filter(kind=kind, form__startswith=start).order_by("-documents", "term")
    return list(rows.values_list("form", flat=True)[:limit])


def facet_counts(kind: str, name: str) -> dict[str, int]:
    """How many documents carry each value of a facet."""
    rows = Facet.objects.filter(kind=kind, name=name).values_list("value").annotate(n=Count("pk"))
    return dict(rows)
