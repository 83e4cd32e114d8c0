"""Finding: words are forgiven, the best answer first, the same on both databases."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count
from rapidfuzz import process
from rapidfuzz.distance import OSA

from entremise.foundation.search.analyser import stem, words
from entremise.foundation.search.models import Document, Facet, Word
from entremise.foundation.search.terms import Terms

from .memory import Vocabulary, read

PREFIX, ONE_ERROR, TWO_ERRORS, SAME_ROOT = 0.8, 0.75, 0.5, 0.35
# What a trade understood by its code adds (times how sure, cubed: a half guess weighs an eighth), and a place:
# as many times what the rarest word would.
CODE, PLACE = 3.25, 1.6
# More answers than anybody reads; bounds what one search may cost.
MOST = 1000


@dataclass(frozen=True)
class Found:
    keys: list[str]  # best first when words were searched; in key order when only filters were
    understood: str = ""  # what was searched instead, when a word had to be guessed
    ranked: bool = False


@dataclass
class _Word:
    """One word typed: the terms it may stand for, with how sure that is."""

    typed: str
    terms: dict[str, float] = field(default_factory=dict)
    guess: str = ""


def _expand(word: str, documents: Mapping[str, float], order: Terms, *, last: bool) -> _Word:
    """The terms a word may stand for: itself, unfinished (the last one), mistyped, or of the same root."""
    term = stem(word)
    result = _Word(word)
    if term in documents:
        result.terms[term] = 1.0
    if len(word) >= 3 and (last or not result.terms):
        result.terms |= {t: PREFIX for t in order.beginning(word) if t != term}
    if not result.terms and len(term) >= 4:
        farthest = 1 if len(term) < 7 else 2
        near = process.extract(term, list(documents), scorer=OSA.distance, score_cutoff=farthest, limit=12)
        result.terms |= {t: ONE_ERROR if errors == 1 else TWO_ERRORS for t, errors, _ in near}
        if near:
            result.guess = min(near, key=lambda found: (found[1], -documents[found[0]], found[0]))[0]
    for other in order.of_root(term):
        if other not in result.terms and _common(other, term) >= 0.6 * max(len(other), len(term)):
            result.terms[other] = SAME_ROOT
    return result


def _common(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _take_place(typed: list[str], known: Vocabulary) -> tuple[list[str], list[str]]:
    """The words without the place they name, and that place (« plombier saint denis » → plombier, @saint denis)."""
    for size in (4, 3, 2, 1):
        for start in range(len(typed) - size + 1):
            place = "@" + " ".join(typed[start : start + size])
            if place in known.places:
                return typed[:start] + typed[start + size :], [place]
    return typed, []


def find(kind: str, text: str, *, facets: Mapping[str, Iterable[str]] | None = None) -> Found:
    """Keys of what matches: any of the words (more of them is better) and, for each facet, one of its values."""
    chosen = {name: sorted(set(values)) for name, values in (facets or {}).items() if values}
    typed = words(text)[:12]
    if not typed:
        return Found(_filtered(kind, chosen))
    known, trades = read(kind)
    left, places = _take_place(typed, known)
    query = [_expand(w, known.documents, known.terms, last=w is left[-1] and not places) for w in left]
    named = [_expand(w, trades.rarity, trades.terms, last=w is left[-1] and not places) for w in left]
    rarest = math.log(1 + known.total)
    codes = trades.codes(w.terms for w in named)
    rows = _values(query, known)
    rows += [(98, place, round(PLACE * rarest, 6)) for place in places]
    rows += [(99, f"#{code}", round(CODE * rarest * sure**3, 6)) for code, sure in codes.items()]
    understood = ""
    if any(w.guess for w in query):
        understood = " ".join([*(known.forms.get(w.guess, w.typed) for w in query), *(p[1:] for p in places)])
    asked = len(query) + len(places) + 1
    wanted = [(number, known.ids[term], sure) for number, term, sure in rows if term in known.ids]
    return Found(_ranked(wanted, asked, chosen) if wanted else [], understood, ranked=True)


def _values(query: list[_Word], known: Vocabulary) -> list[tuple[int, str, float]]:
    """(word number, term, how much a match counts): sure times rare."""
    return [
        (number, term, round(sure * math.log(1 + known.total / (1 + known.documents[term])), 6))
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


def _ranked(rows: list[tuple[int, int, float]], asked: int, chosen: Mapping[str, list[str]]) -> list[str]:
    marks = ", ".join(["(%s, %s, %s)"] * len(rows))
    where, values = _facets_sql(chosen)
    sql = (  # only %s marks are put together here, never what was typed
        f"WITH q(number, word, sure) AS (VALUES {marks}),"
        " best AS (SELECT p.document_id, q.number, MAX(p.weight * CAST(q.sure AS DOUBLE PRECISION)) AS score"
        " FROM q JOIN search_posting p ON p.word_id = q.word GROUP BY p.document_id, q.number)"
        " SELECT d.key FROM best JOIN search_document d ON d.id = best.document_id WHERE 1 = 1"
        + where
        + " GROUP BY d.key ORDER BY ROUND(CAST(SUM(score) * (0.7 + 0.3 * COUNT(*) / %s) AS NUMERIC), 6) DESC, d.key"
        " LIMIT %s"
    )
    parameters = [value for row in rows for value in row]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *values, float(asked), MOST])
        return [key for (key,) in cursor.fetchall()]


def _filtered(kind: str, chosen: Mapping[str, list[str]]) -> list[str]:
    documents = Document.objects.filter(kind=kind)
    for name, wanted in chosen.items():
        documents = documents.filter(
            pk__in=Facet.objects.filter(kind=kind, name=name, value__in=wanted).values("document")
        )
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
