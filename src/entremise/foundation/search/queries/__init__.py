from .facets import facet_counts, suggest
from .finding import Found, find
from .memory import forget, thesaurus, vocabulary
from .trades import edition, guesses, mobility, names, recognised, ways

__all__ = [
    "Found",
    "edition",
    "facet_counts",
    "find",
    "forget",
    "guesses",
    "mobility",
    "names",
    "recognised",
    "suggest",
    "thesaurus",
    "vocabulary",
    "ways",
]
