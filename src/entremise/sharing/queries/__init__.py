"""What the shares did, and who is shown first."""

from .cards import Outline, outlines
from .copies import copies_of, will_be_noted
from .credits import Credited, by_link, credited, from_public, origins_of
from .exposure import cvs_of, exposure_for
from .guarding import greedy_lately, greedy_row, refused_networks
from .kits import Kit, KitPerson, kit_of, kit_person, kit_visits
from .links import link_for, link_with, token_is_for, tokens_by, tokens_of
from .narrowing import Value, counted, label_of, suggestions
from .order import (
    Choices,
    Face,
    Gallery,
    Person,
    choices,
    drawn_watch,
    earliest_end,
    faces,
    gallery,
    in_fair_order,
    least_seen_faces,
    needs_drawing,
    open_to_search_engines,
    people,
    standing,
)
from .reach import ChannelFigures, Figures, by_channel, figures_for
from .reasons import Reason, Said, reasons
from .suggesting import Words, words_in_use, words_like
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
    "Choices",
    "Credited",
    "DayLine",
    "Face",
    "Figures",
    "Gallery",
    "Kit",
    "KitPerson",
    "Outline",
    "Person",
    "Reason",
    "Said",
    "SaidWords",
    "Totals",
    "Value",
    "Words",
    "by_channel",
    "by_link",
    "choices",
    "copies_of",
    "counted",
    "credited",
    "cvs_of",
    "days",
    "drawn_watch",
    "earliest_end",
    "exposure_for",
    "faces",
    "figures_for",
    "from_public",
    "gallery",
    "greedy_lately",
    "greedy_row",
    "in_fair_order",
    "kit_of",
    "kit_person",
    "kit_visits",
    "label_of",
    "languages_with_proposed_words",
    "last_closed_day",
    "least_seen_faces",
    "link_for",
    "link_with",
    "needs_drawing",
    "open_to_search_engines",
    "origins_of",
    "outlines",
    "people",
    "reasons",
    "refused_networks",
    "said_words",
    "share_words",
    "spoken_languages",
    "standing",
    "suggestions",
    "token_is_for",
    "tokens_by",
    "tokens_of",
    "totals",
    "will_be_noted",
    "words_in_use",
    "words_languages",
    "words_like",
]
