"""Full matches of a query, where ``search_index`` also gives approximate ones.

For alerts: an e-mail that nobody asked for today must be right.
"""

import math
from collections.abc import Collection

from entremise.foundation.search.analysis.index_vocabulary import Vocabulary
from entremise.foundation.search.analysis.query_expansion import (
    CODE_WEIGHT,
    CONFIDENCE_EXPONENT,
    PLACES_SLOT,
    TRADES_SLOT,
    expand_query,
)
from entremise.foundation.search.analysis.text import tokenize
from entremise.foundation.search.models import Posting

from .searching import MAX_QUERY_WORDS
from .vocabulary_cache import vocabulary_and_thesaurus

# Confidence from which a term stands for what was typed: a typing error or a word of the same
# family, but not one of the same root.
MIN_WORD_CONFIDENCE, MIN_TRADE_CONFIDENCE = 0.49, 0.8


def full_matches(
    kind: str, text: str, keys: Collection[str], *, exact: bool = False, around: int = 0
) -> set[str]:
    """Those of these keys that match the place (or are near it), and the trade or every word.

    A word that is in no document matches nothing.
    """
    known, trades = vocabulary_and_thesaurus(kind)
    query = expand_query(
        tokenize(text)[:MAX_QUERY_WORDS], known, trades, exact=exact, around=around
    )
    if query.alike:
        return set()
    # primary key of the Word → numbers of the words asked that it matches
    numbers: dict[int, set[int]] = {}
    for number, term, counts in query.rows:
        if term in known.ids and _is_match(number, term, counts, known):
            numbers.setdefault(known.ids[term], set()).add(number)
    rows = Posting.objects.filter(
        document__kind=kind, document__key__in=list(keys), word__in=list(numbers)
    )
    matched: dict[str, set[int]] = {}
    for key, word in rows.values_list("document__key", "word"):
        matched.setdefault(key, set()).update(numbers[word])
    placed = {number for number, _, _ in query.rows} & {PLACES_SLOT}
    typed = set(range(query.asked_count - 1 - len(placed)))
    return {
        key
        for key, found in matched.items()
        if placed <= found and (TRADES_SLOT in found or typed <= found)
    }


def _is_match(number: int, term: str, weight: float, known: Vocabulary) -> bool:
    if number == TRADES_SLOT:
        return (
            weight
            >= CODE_WEIGHT
            * math.log(1 + known.total)
            * MIN_TRADE_CONFIDENCE**CONFIDENCE_EXPONENT
        )
    return number == PLACES_SLOT or weight >= MIN_WORD_CONFIDENCE * known.rarity(term)
