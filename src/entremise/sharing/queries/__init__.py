"""What the shares did, and who is shown first."""

from .kits import Kit, KitPerson, kit_of, kit_person, kit_visits
from .links import link_for, link_with, token_is_for, tokens_of
from .order import (
    Choices,
    Gallery,
    Person,
    choices,
    fair_order,
    gallery,
    least_seen,
    open_to_search_engines,
    people,
)
from .reach import ChannelFigures, Figures, figures_for, shares_total

__all__ = [
    "ChannelFigures",
    "Choices",
    "Figures",
    "Gallery",
    "Kit",
    "KitPerson",
    "Person",
    "choices",
    "fair_order",
    "figures_for",
    "gallery",
    "kit_of",
    "kit_person",
    "kit_visits",
    "least_seen",
    "link_for",
    "link_with",
    "open_to_search_engines",
    "people",
    "shares_total",
    "token_is_for",
    "tokens_of",
]
