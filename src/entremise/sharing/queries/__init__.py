"""What the shares did, and who is shown first."""

from .credits import Credited, by_link, credited, from_public, origins_of
from .kits import Kit, KitPerson, kit_of, kit_person, kit_visits, on_screens
from .links import link_for, link_with, token_is_for, tokens_by, tokens_of
from .order import (
    Choices,
    Gallery,
    Person,
    choices,
    drawn_watch,
    earliest_end,
    gallery,
    in_fair_order,
    least_seen,
    needs_drawing,
    open_to_search_engines,
    people,
    standing,
)
from .reach import ChannelFigures, Figures, by_channel, figures_for
from .totals import DIRECT, DayLine, Totals, days, totals

__all__ = [
    "ChannelFigures",
    "Choices",
    "Figures",
    "Gallery",
    "Kit",
    "KitPerson",
    "Person",
    "choices",
    "drawn_watch",
    "earliest_end",
    "figures_for",
    "gallery",
    "kit_of",
    "kit_person",
    "kit_visits",
    "in_fair_order",
    "least_seen",
    "link_for",
    "link_with",
    "needs_drawing",
    "on_screens",
    "open_to_search_engines",
    "people",
    "standing",
    "token_is_for",
    "tokens_by",
    "tokens_of",
    "DIRECT",
    "Credited",
    "by_link",
    "credited",
    "from_public",
    "DayLine",
    "Totals",
    "days",
    "totals",
    "by_channel",
    "origins_of",
]
