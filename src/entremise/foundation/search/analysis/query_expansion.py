"""From the words typed to the index terms to search, each with a weight.

Prefixes of the last word, spelling errors, word families, trade codes and places. Plain
Python: no database, no request.
"""

import math
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from .index_vocabulary import SortedTerms, Vocabulary
from .place_extraction import ExtractedPlace, extract_place
from .places import USUAL_RADIUS_KM
from .text import phrase_term, stem_word, without_article
from .thesaurus import Thesaurus
from .transport_words import SYNONYMS, transport_word_positions
from .word_families import equivalent_title_heads, family_root

PREFIX, ONE_ERROR, TWO_ERRORS, SAME_ROOT = 0.8, 0.75, 0.5, 0.35
# (a word of the same family, an equivalent head of title)
AMONG_WORDS, AMONG_TRADES = (0.6, 0.3), (0.8, 0.7)
# When nothing nearer is known: words that look alike.
LOOKALIKE_WEIGHT, MIN_SIMILARITY = 0.2, 0.8
BRANCH_CODE_LENGTH = 3  # characters that codes of one branch share: K2204 and K2202
# Weight of a trade found by its code: CODE_WEIGHT times that of the rarest word, times its
# confidence to the fifth (a confidence of one half counts a thirtieth). Weight of a whole
# skill, added to that of its words: SKILL_WEIGHT times that of a word as rare.
CODE_WEIGHT, CONFIDENCE_EXPONENT, SKILL_WEIGHT = 3.25, 5, 2.5
# Numbers that stand for the skill, the place and the trade, beside those of the words typed.
SKILLS_SLOT, PLACES_SLOT, TRADES_SLOT = 97, 98, 99
MAX_TERMS_PER_WORD = 40


class _Among(NamedTuple):
    """Where a word is searched, and the weights of its family and of equivalent title heads."""

    documents: Mapping[str, float]
    order: SortedTerms
    family: float
    head: float
    # never mistyped, although nobody may have written them here
    words: Container[str] = ()


@dataclass(frozen=True)
class ExpandedQuery:
    # (word number, term, weight of a match: confidence times rarity; for a place, by how much it
    # multiplies the rest)
    rows: list[tuple[int, str, float]]
    asked_count: int  # words, place and trade: the largest number that may match
    understood: str = ""  # the query with corrected words, when one was mistyped
    alike: bool = False  # no word is known: the terms only look like them
    # qualified keys of the communes in reach of the place asked for
    communes_in_reach: list[str] = field(default_factory=list)


@dataclass
class _Word:
    """One word typed, and the terms it may stand for, each with a confidence."""

    typed: str
    terms: dict[str, float] = field(default_factory=dict)
    guess: str = ""

    def add(self, term: str, sure: float) -> None:
        if sure > self.terms.get(term, 0.0):
            self.terms[term] = sure


def _expand(word: str, among: _Among, *, last: bool, exact: bool) -> _Word:
    """The terms a word may stand for.

    Itself, longer words (for the last one), corrections, words of the same family or root.
    """
    documents, order = among.documents, among.order
    term = stem_word(word)
    result = _Word(word)
    if term in documents:
        result.terms[term] = 1.0
    if (other := SYNONYMS.get(word, "")) in documents:
        result.terms[other] = 1.0
    if exact:
        return result
    if len(word) >= 3 and (last or not result.terms):
        result.terms |= {t: PREFIX for t in order.starting_with(word) if t != term}
    family = [t for t in order.of_family(family_root(term)) if t != term]
    if not result.terms and term not in among.words and len(term) >= 4:
        errors, near = _mistyped(term, order)
        result.terms |= near
        if near and not (family and errors > 1):
            result.guess = min(near, key=lambda t: (-near[t], -documents[t], t))
    if not result.guess:
        for other in family:
            result.add(other, among.family)
    for other in order.sharing_prefix(term):
        if other not in result.terms and _common(other, term) >= 0.6 * max(
            len(other), len(term)
        ):
            result.terms[other] = SAME_ROOT
    for other in equivalent_title_heads().get(term, ()):
        if other in documents:
            result.add(other, among.head)
    return result


def _mistyped(term: str, order: SortedTerms) -> tuple[int, dict[str, float]]:
    """The terms one or two typing errors away: (fewest errors, {term: confidence})."""
    farthest = 1 if len(term) < 7 else 2
    near = process.extract(
        term,
        order.of_length(len(term), farthest),
        scorer=OSA.distance,
        score_cutoff=farthest,
        limit=12,
    )
    fewest = min((errors for _, errors, _ in near), default=0)
    return fewest, {
        t: ONE_ERROR if errors == 1 else TWO_ERRORS for t, errors, _ in near
    }


def _common(one: str, other: str) -> int:
    """How many first letters two words share."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def expand_query(
    typed: list[str],
    known: Vocabulary,
    trades: Thesaurus,
    *,
    exact: bool = False,
    around: int = 0,
) -> ExpandedQuery:
    """The terms to search for the words typed.

    ``exact``: the words as typed, without corrections, and only the place named. ``around``:
    kilometres around that place; 0 for the usual radius, or none when ``exact``.
    """
    placed = (
        ExtractedPlace(typed)
        if trades.translated_for(typed)
        else extract_place(
            typed,
            known,
            trades,
            guessing=not exact,
            within=around or (0 if exact else USUAL_RADIUS_KM),
        )
    )
    left = placed.remaining_words
    # A trade named in another language: its words are no French ones mistyped.
    if translated := trades.translated_for(left):
        trades = translated
    as_typed = exact or translated is not None
    way = transport_word_positions(left, trades.rarity)
    here = _Among(known.documents, known.terms, *AMONG_WORDS, words=trades.rarity)
    names = _Among(trades.rarity, trades.terms, *AMONG_TRADES)
    query, named = [], []
    for number, word in enumerate(left):
        last = number == len(left) - 1 and not placed.place_terms
        query.append(_expand(word, here, last=last, exact=as_typed or number in way))
        named.append(_expand(without_article(word), names, last=last, exact=as_typed))
    rows = _values(query, known)
    skill = phrase_term(map(stem_word, left))
    if skill in known.skills:
        rows.append((SKILLS_SLOT, skill, round(SKILL_WEIGHT * known.rarity(skill), 6)))
    rows += [(PLACES_SLOT, term, weight) for term, weight in placed.place_terms.items()]
    codes = trades.codes_for_query((w.terms for w in named), used=known.codes)
    # « conducteur de bus » is a trade; « serveuse en bus » is one without « bus »
    if way:
        shorter = trades.codes_for_query(
            (w.terms for n, w in enumerate(named) if n not in way), used=known.codes
        )
        codes = max(codes, shorter, key=lambda found: max(found.values(), default=0.0))
    worth = CODE_WEIGHT * math.log(1 + known.total)
    rows += [
        (TRADES_SLOT, f"#{code}", round(worth * sure**CONFIDENCE_EXPONENT, 6))
        for code, sure in codes.items()
    ]
    understood = ""
    if placed.corrected_name or any(w.guess for w in query):
        place = placed.corrected_name or next(iter(placed.place_terms), "")[1:]
        understood = " ".join(
            [
                *(known.forms.get(w.guess, w.typed) for w in query),
                *([place] if place else []),
            ]
        )
    asked = len(query) + bool(placed.place_terms) + 1
    if not any(_used(term, known) for _, term, _ in rows) and not exact:
        return _neighbours(named, known, trades) or _alike(left or typed, known)
    return ExpandedQuery(
        rows, asked, understood, communes_in_reach=placed.communes_in_reach
    )


def _used(term: str, known: Vocabulary) -> bool:
    return term[0] != "@" or term in known.places


def _neighbours(
    named: list[_Word], known: Vocabulary, trades: Thesaurus
) -> ExpandedQuery | None:
    """Other trades of the same branch of the nomenclature, when nobody does the one asked for."""
    branches = {
        code[:BRANCH_CODE_LENGTH]
        for code in trades.codes_for_query(word.terms for word in named)
    }
    rows = [
        (TRADES_SLOT, f"#{code}", LOOKALIKE_WEIGHT)
        for code in sorted(known.codes)
        if code[:BRANCH_CODE_LENGTH] in branches
    ]
    return ExpandedQuery(rows, len(named) + 1, alike=True) if rows else None


def _alike(typed: list[str], known: Vocabulary) -> ExpandedQuery:
    rows = []
    for number, word in enumerate(typed):
        near = process.extract(
            word,
            known.terms.terms,
            scorer=JaroWinkler.normalized_similarity,
            score_cutoff=MIN_SIMILARITY,
            limit=3,
        )
        rows += [
            (number, term, round(LOOKALIKE_WEIGHT * sure, 6)) for term, sure, _ in near
        ]
    understood = " ".join(
        dict.fromkeys(known.forms.get(term, term) for _, term, _ in rows)
    )
    return ExpandedQuery(rows, len(typed) + 1, understood, alike=True)


def _values(query: list[_Word], known: Vocabulary) -> list[tuple[int, str, float]]:
    return [
        (number, term, round(sure * known.rarity(term), 6))
        for number, word in enumerate(query)
        for term, sure in sorted(
            word.terms.items(), key=lambda item: (-item[1], item[0])
        )[:MAX_TERMS_PER_WORD]
    ]
