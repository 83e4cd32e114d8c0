"""Who answers entirely, where ``find`` also brings who is only near: for letters, which
nobody asked for today.
"""

import math
from collections.abc import Collection

from entremise.foundation.search.analysis.query_expansion import (
    CODE_WEIGHT,
    CONFIDENCE_EXPONENT,
    PLACES_SLOT,
    TRADES_SLOT,
    expand_query,
)
from entremise.foundation.search.analysis.text import tokenize
from entremise.foundation.search.analysis.vocabulary import Vocabulary
from entremise.foundation.search.models import Posting

from .searching import MAX_QUERY_WORDS
from .vocabulary_cache import vocabulary_and_thesaurus

# From how sure on something stands for what was typed: a word mistyped or of the same
# family, not of the same root.
MIN_WORD_CONFIDENCE, MIN_TRADE_CONFIDENCE = 0.49, 0.8


def full_matches(
    kind: str, text: str, keys: Collection[str], *, exact: bool = False, around: int = 0
) -> set[str]:
    """Of these, those that answer the place that is named (or near it), and the trade by
    any of its names or each word.

    A word that nobody ever wrote is answered by nobody.
    """
    known, trades = vocabulary_and_thesaurus(kind)
    query = expand_query(
        tokenize(text)[:MAX_QUERY_WORDS], known, trades, exact=exact, around=around
    )
    if query.alike:
        return set()
    # row of the word → the words asked that it answers
    numbers: dict[int, set[int]] = {}
    for number, term, counts in query.rows:
        if term in known.ids and _stands(number, term, counts, known):
            numbers.setdefault(known.ids[term], set()).add(number)
    rows = Posting.objects.filter(
        document__kind=kind, document__key__in=list(keys), word__in=list(numbers)
    )
    answered: dict[str, set[int]] = {}
    for key, word in rows.values_list("document__key", "word"):
        answered.setdefault(key, set()).update(numbers[word])
    placed = {number for number, _, _ in query.rows} & {PLACES_SLOT}
    typed = set(range(query.asked_count - 1 - len(placed)))
    return {
        key
        for key, said in answered.items()
        if placed <= said and (TRADES_SLOT in said or typed <= said)
    }


def _stands(number: int, term: str, counts: float, known: Vocabulary) -> bool:
    if number == TRADES_SLOT:
        return (
            counts
            >= CODE_WEIGHT
            * math.log(1 + known.total)
            * MIN_TRADE_CONFIDENCE**CONFIDENCE_EXPONENT
        )
    return number == PLACES_SLOT or counts >= MIN_WORD_CONFIDENCE * known.rarity(term)
