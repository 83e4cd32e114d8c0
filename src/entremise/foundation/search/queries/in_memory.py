"""Search among a few things in memory, with the same expansion and ranking as an index.

Words and spelling corrections come from these things only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from entremise.foundation.search.analysis.index_vocabulary import Vocabulary
from entremise.foundation.search.analysis.query_expansion import (
    PLACES_SLOT,
    ExpandedQuery,
    expand_query,
)
from entremise.foundation.search.analysis.text import tokenize
from entremise.foundation.search.analysis.weighting import (
    IndexEntry,
    concept_terms,
    weigh_terms,
)

from .searching import MAX_QUERY_WORDS, SearchResults
from .vocabulary_cache import trade_thesaurus


class InMemoryIndex:
    def __init__(self, entries: Iterable[IndexEntry]) -> None:
        self._trades = trade_thesaurus()
        self._weights: dict[str, dict[str, float]] = {}
        forms: dict[str, str] = {}
        for entry in entries:
            weights, read = weigh_terms(entry.fields)
            self._weights[entry.key] = weights | concept_terms(
                entry.fields, entry.codes, self._trades
            )
            forms = read | forms
        uses = Counter(term for weights in self._weights.values() for term in weights)
        self._known = Vocabulary(total=len(self._weights))
        self._known.update(
            (row, term, forms.get(term, term), uses[term])
            for row, term in enumerate(uses)
        )

    def search(self, text: str, *, exact: bool = False) -> SearchResults:
        """As ``search_index``."""
        typed = tokenize(text)[:MAX_QUERY_WORDS]
        if not typed or not self._weights:
            return SearchResults([])
        query = expand_query(typed, self._known, self._trades, exact=exact)
        scores = {
            key: score
            for key, weights in self._weights.items()
            if (score := _score(weights, query))
        }
        terms = frozenset(term for _, term, _ in query.rows)
        ranked = sorted(scores, key=lambda key: (-scores[key], key))
        return SearchResults(
            ranked, query.understood, ranked=True, alike=query.alike, terms=terms
        )

    def suggest_words(self, prefix: str, *, limit: int = 8) -> list[str]:
        """As ``facets.suggest_words``."""
        start = (tokenize(prefix) or [""])[-1]
        if len(start) < 2:
            return []
        matching = [
            term
            for term in self._known.documents
            if self._known.forms[term].startswith(start)
        ]
        matching.sort(key=lambda term: (-self._known.documents[term], term))
        return [self._known.forms[term] for term in matching[:limit]]


def _score(weights: dict[str, float], query: ExpandedQuery) -> float:
    """The sum of the best match of each word asked, raised by the share of words that match.

    It is raised again in the place asked for, or near it.
    """
    best: dict[int, float] = defaultdict(float)
    for number, term, counts in query.rows:
        best[number] = max(best[number], weights.get(term, 0.0) * counts)
    got = [score for score in best.values() if score]
    return round(
        sum(got) * (0.7 + 0.3 * len(got) / query.asked_count) * (1 + best[PLACES_SLOT]),
        6,
    )
