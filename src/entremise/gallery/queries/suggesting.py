"""Words to search with: those that visible people wrote on the CV the world reads, and no
others.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from django.utils.translation import get_language

from entremise.candidates.languages import name_of
from entremise.foundation.search.analyser import fold, terms, words
from entremise.foundation.web import cache_versions
from entremise.gallery import rules as gallery_rules

from .narrowing import used

MOST = 300  # of a sort: those said by most people
SHORTEST = 2  # letters of a word that is begun


@dataclass(frozen=True)
class Words:
    """Each in alphabetical order; one trade in two genders stands once, as most people write it."""

    trades: list[str]
    skills: list[str]
    languages: list[str]
    places: list[str]


def words_in_use() -> Words:
    return cache_versions.made_once(
        gallery_rules.PEOPLE,
        f"words in use {get_language()}",
        _words_in_use,
        weight=lambda _: 80_000,
    )


def _words_in_use() -> Words:
    known = used()
    return Words(
        trades=_once(known.get("trade", ())),
        skills=_once(known.get("skill", ())),
        languages=_once(name_of(code) for code in known.get("language", ())),
        places=_once(known.get("city", ())),
    )


def _once(said: Iterable[str]) -> list[str]:
    """``said``: what most people say first."""
    first: dict[tuple[str, ...], str] = {}
    for phrase in said:
        first.setdefault(
            tuple(term.removesuffix("e") for term in terms(phrase)), phrase
        )
    return sorted(list(first.values())[:MOST], key=fold)


def words_like(typed: str, *, limit: int = 8) -> list[str]:
    """What the last word may be the beginning of; nothing when it is a whole word already."""
    start = (words(typed) or [""])[-1]
    if len(start) < SHORTEST:
        return []
    beginnings = cache_versions.made_once(
        gallery_rules.PEOPLE,
        f"beginnings {get_language()}",
        _beginnings,
        weight=lambda _: 300_000,
    )
    at = bisect_left(beginnings, (start, ""))
    found = list(takewhile(lambda row: row[0].startswith(start), beginnings[at:]))
    if any(word == start for word, _phrase in found):
        return []
    return list(dict.fromkeys(phrase for _word, phrase in found))[:limit]


def _beginnings() -> list[tuple[str, str]]:
    """(a word, what it stands in), sorted."""
    known = words_in_use()
    said = [*known.trades, *known.skills, *known.languages, *known.places]
    return sorted({(word, phrase) for phrase in said for word in words(phrase)})
