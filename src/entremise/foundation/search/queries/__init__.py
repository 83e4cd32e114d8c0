from .facets import counts_among, facet_counts, having, suggest
from .finding import Found, find
from .memory import forget, thesaurus, vocabulary
from .trades import edition, guesses, mobility, names, recognised, ways

__all__ = [
    "Found",
    "counts_among",
    "edition",
    "facet_counts",
    "find",
    "forget",
    "guesses",
    "having",
    "mobility",
    "names",
    "recognised",
    "suggest",
    "thesaurus",
    "vocabulary",
    "ways",
]
