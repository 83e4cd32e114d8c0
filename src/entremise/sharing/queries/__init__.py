"""What the shares did, and who is shown first."""

from .copies import copies_of, will_be_noted
from .credits import Credited, by_link, credited, from_public, origins_of
from .guarding import greedy_lately, greedy_row, refused_networks
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
from .totals import DIRECT, DayLine, Totals, days, last_closed_day, totals

__all__ = [
    "DIRECT",
    "ChannelFigures",
    "Choices",
    "Credited",
    "DayLine",
    "Figures",
    "Gallery",
    "Kit",
    "KitPerson",
    "Person",
    "Totals",
    "by_channel",
    "by_link",
    "choices",
    "copies_of",
    "credited",
    "days",
    "drawn_watch",
    "earliest_end",
    "figures_for",
    "from_public",
    "gallery",
    "greedy_lately",
    "greedy_row",
    "in_fair_order",
    "kit_of",
    "kit_person",
    "kit_visits",
    "last_closed_day",
    "least_seen",
    "link_for",
    "link_with",
    "needs_drawing",
    "on_screens",
    "open_to_search_engines",
    "origins_of",
    "people",
    "refused_networks",
    "standing",
    "token_is_for",
    "tokens_by",
    "tokens_of",
    "totals",
    "will_be_noted",
]
