"""What the shares did."""

from .copies import copies_of, will_be_noted
from .credits import Credited, by_link, credited, from_public, origins_of
from .exposure import cvs_of, exposure_for
from .guarding import greedy_lately, greedy_row, refused_networks
from .kits import Kit, KitPerson, kit_of, kit_person, kit_visits
from .links import link_for, link_with, token_is_for, tokens_by, tokens_of
from .reach import ChannelFigures, Figures, by_channel, figures_for
from .totals import DIRECT, DayLine, Totals, days, last_closed_day, totals
from .words import (
    SaidWords,
    languages_with_proposed_words,
    said_words,
    share_words,
    spoken_languages,
    words_languages,
)

__all__ = [
    "DIRECT",
    "ChannelFigures",
    "Credited",
    "DayLine",
    "Figures",
    "Kit",
    "KitPerson",
    "SaidWords",
    "Totals",
    "by_channel",
    "by_link",
    "copies_of",
    "credited",
    "cvs_of",
    "days",
    "exposure_for",
    "figures_for",
    "from_public",
    "greedy_lately",
    "greedy_row",
    "kit_of",
    "kit_person",
    "kit_visits",
    "languages_with_proposed_words",
    "last_closed_day",
    "link_for",
    "link_with",
    "origins_of",
    "refused_networks",
    "said_words",
    "share_words",
    "spoken_languages",
    "token_is_for",
    "tokens_by",
    "tokens_of",
    "totals",
    "will_be_noted",
    "words_languages",
]
