from .finding import Found, facet_counts, find, suggest
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
