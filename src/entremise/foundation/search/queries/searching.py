"""Finding: words are forgiven, the best answer first, the same on both databases."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from entremise.foundation.search.analysis.query_expansion import expand_query
from entremise.foundation.search.analysis.text import tokenize

from .facets import documents_with_facets
from .ranking import ranked_keys
from .vocabulary_cache import vocabulary_and_thesaurus

MAX_QUERY_WORDS = 12  # typed, at most: the others are left out


@dataclass(frozen=True)
class SearchResults:
    # best first when words were searched; in key order when only filters were
    keys: list[str]
    understood: str = ""  # what was searched instead, when a word had to be guessed
    ranked: bool = False
    # for each key, the number of its rank: equals may be reordered
    ties: list[int] = field(default_factory=list)
    alike: bool = False  # no word is known: these answers are only near it
    # what a word of an answer may be, to be a reason why it is there
    terms: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.keys)


def search_index(
    kind: str,
    text: str,
    *,
    facets: Mapping[str, Iterable[str]] | None = None,
    exact: bool = False,
    around: int = 0,
) -> SearchResults:
    """Keys of what matches: any of the words (more of them is better) and, for each facet,
    one of its values.

    ``exact``: the words as they are typed, nothing guessed. ``around``: only what is within
    so many kilometres of the place that is named (facet ``place``); without it, what is
    near the place comes too, for less.
    """
    chosen = {
        name: sorted(set(values)) for name, values in (facets or {}).items() if values
    }
    typed = tokenize(text)[:MAX_QUERY_WORDS]
    if not typed:
        return SearchResults(
            list(
                documents_with_facets(kind, chosen)
                .order_by("key")
                .values_list("key", flat=True)
            )
        )
    known, trades = vocabulary_and_thesaurus(kind)
    query = expand_query(typed, known, trades, exact=exact, around=around)
    if around and query.communes_in_reach:
        reach = chosen.get("place", query.communes_in_reach)
        chosen["place"] = [
            place for place in query.communes_in_reach if place in reach
        ] or query.communes_in_reach[:1]
    rows = ranked_keys(query, known, chosen)
    ties: list[int] = []
    for number, (_, score) in enumerate(rows):
        ties.append(ties[-1] if number and score == rows[number - 1][1] else number)
    return SearchResults(
        [key for key, _ in rows],
        query.understood,
        ranked=True,
        ties=ties,
        alike=query.alike,
        terms=frozenset(term for _, term, _ in query.rows),
    )
