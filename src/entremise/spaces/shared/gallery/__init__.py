"""People to meet, found and shown: the same search, the same cards for the public and for
companies.
"""

from .cards import render_person_cards
from .listing import PeopleListing, people_listing

__all__ = ["PeopleListing", "people_listing", "render_person_cards"]
