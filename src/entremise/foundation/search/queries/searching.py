"""Search in an index: typing errors are corrected, the best result comes first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from entremise.foundation.search.analysis.query_expansion import expand_query
from entremise.foundation.search.analysis.text import tokenize
from entremise.foundation.web.metrics import searches

from .facets import documents_with_facets
from .ranking import ranked_keys
from .vocabulary_cache import vocabulary_and_thesaurus

MAX_QUERY_WORDS = 12  # further words are ignored


@dataclass(frozen=True)
class SearchResults:
    # best first when words were searched; in key order when only filters were
    keys: list[str]
    understood: str = ""  # the query with corrected words, when one was mistyped
    ranked: bool = False
    # the rank of each key; keys with equal scores have the same, and may be reordered
    ties: list[int] = field(default_factory=list)
    alike: bool = False  # no word is known: the results are only near it
    # the terms that were searched, to highlight them in the results
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
    """Documents that match any of the words (more is better) and one value of each facet.

    ``exact``: the words as typed, without corrections. ``around``: only what is within so
    many kilometres of the place named (facet ``place``); 0: what is near it comes too, with
    less weight.
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
    searches.labels(kind.partition(":")[0]).inc()
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
