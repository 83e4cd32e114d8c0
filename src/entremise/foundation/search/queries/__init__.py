from .facets import counts_among, facets_of, having, having_sql, suggest
from .few import Few
from .finding import Found, find
from .memory import forget, thesaurus, vocabulary
from .naming import Trade, trade_named, trades_like
from .trades import edition, guesses, mobility, names, recognised, ways

__all__ = [
    "Few",
    "Found",
    "Trade",
    "counts_among",
    "edition",
    "facets_of",
    "find",
    "forget",
    "guesses",
    "having",
    "having_sql",
    "mobility",
    "names",
    "recognised",
    "suggest",
    "thesaurus",
    "trade_named",
    "trades_like",
    "vocabulary",
    "ways",
]
