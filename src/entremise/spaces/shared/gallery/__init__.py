"""People to meet, found and shown: the same search, the same cards for the public and for
companies.
"""

from .cards import cards
from .listing import Listing, listing

__all__ = ["Listing", "cards", "listing"]
