from .finding import Found, facet_counts, find, suggest
from .memory import forget, thesaurus, vocabulary
from .trades import mobility

__all__ = ["Found", "facet_counts", "find", "forget", "mobility", "suggest", "thesaurus", "vocabulary"]
