"""Words to search with: those written on the public CVs of visible people, and no others."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from django.utils.translation import get_language

from entremise.candidates.content.languages import language_name
from entremise.foundation.search.analysis.text import fold_text, text_terms, tokenize
from entremise.foundation.web import cache_versions
from entremise.gallery import rules

from .facets import facet_values_in_use

MAX_TERMS = 300  # of each kind: the most frequent
MIN_PREFIX_LENGTH = 2  # letters


@dataclass(frozen=True)
class SearchableTerms:
    """Terms by kind, each in alphabetical order.

    A trade written in two genders is listed once, in its most frequent form.
    """

    trades: list[str]
    skills: list[str]
    languages: list[str]
    places: list[str]


def searchable_terms() -> SearchableTerms:
    return cache_versions.get_or_compute(
        rules.GALLERY_CACHE_VERSION,
        f"searchable terms {get_language()}",
        _searchable_terms,
        size_of=lambda _: 80_000,
    )


def _searchable_terms() -> SearchableTerms:
    known = facet_values_in_use()
    return SearchableTerms(
        trades=_without_duplicates(known.get("trade", ())),
        skills=_without_duplicates(known.get("skill", ())),
        languages=_without_duplicates(
            language_name(code) for code in known.get("language", ())
        ),
        places=_without_duplicates(known.get("city", ())),
    )


def _without_duplicates(phrases: Iterable[str]) -> list[str]:
    """The first of those that differ by gender only. ``phrases``: the most frequent first."""
    first: dict[tuple[str, ...], str] = {}
    for phrase in phrases:
        first.setdefault(
            tuple(term.removesuffix("e") for term in text_terms(phrase)), phrase
        )
    return sorted(list(first.values())[:MAX_TERMS], key=fold_text)


def search_completions(typed: str, *, limit: int = 8) -> list[str]:
    """Terms that complete the last word typed; none when it is a whole word already."""
    start = (tokenize(typed) or [""])[-1]
    if len(start) < MIN_PREFIX_LENGTH:
        return []
    index = cache_versions.get_or_compute(
        rules.GALLERY_CACHE_VERSION,
        f"completions {get_language()}",
        _completion_index,
        size_of=lambda _: 300_000,
    )
    at = bisect_left(index, (start, ""))
    matches = list(takewhile(lambda row: row[0].startswith(start), index[at:]))
    if any(word == start for word, _phrase in matches):
        return []
    return list(dict.fromkeys(phrase for _word, phrase in matches))[:limit]


def _completion_index() -> list[tuple[str, str]]:
    """(word, the term that contains it), sorted."""
    known = searchable_terms()
    terms = [*known.trades, *known.skills, *known.languages, *known.places]
    return sorted({(word, phrase) for phrase in terms for word in tokenize(phrase)})
