from .facets import (
    documents_with_facets,
    facet_counts,
    facet_filter_sql,
    facets_by_key,
    suggest_words,
)
from .few import InMemoryIndex
from .finding import SearchResults, search_index
from .memory import clear_vocabulary_cache, trade_thesaurus, vocabulary_of
from .naming import NamedTrade, trades_matching, valid_trade_name
from .trades import (
    exact_trade_code,
    mobility_of_trade,
    mobility_table,
    trade_code_guesses,
    trade_data_version,
    trade_names,
)

__all__ = [
    "InMemoryIndex",
    "NamedTrade",
    "SearchResults",
    "clear_vocabulary_cache",
    "documents_with_facets",
    "exact_trade_code",
    "facet_counts",
    "facet_filter_sql",
    "facets_by_key",
    "mobility_of_trade",
    "mobility_table",
    "search_index",
    "suggest_words",
    "trade_code_guesses",
    "trade_data_version",
    "trade_names",
    "trade_thesaurus",
    "trades_matching",
    "valid_trade_name",
    "vocabulary_of",
]
