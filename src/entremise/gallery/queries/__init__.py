"""Who is shown, in which order."""

from .cards import Outline, outlines
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
from .reasons import Reason, Said, reasons
from .suggesting import Words, words_in_use, words_like

__all__ = [
    "Choices",
    "Face",
    "Gallery",
    "Outline",
    "Person",
    "Reason",
    "Said",
    "Value",
    "Words",
    "choices",
    "counted",
    "drawn_watch",
    "earliest_end",
    "faces",
    "gallery",
    "in_fair_order",
    "label_of",
    "least_seen_faces",
    "needs_drawing",
    "open_to_search_engines",
    "outlines",
    "people",
    "reasons",
    "standing",
    "suggestions",
    "words_in_use",
    "words_like",
]
