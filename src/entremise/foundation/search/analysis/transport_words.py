"""Words that say how near a place is, or how one comes there.

They are read as they are written, and name no trade.
"""

import re
from collections.abc import Container

from .text import stem_word

NEARNESS_WORDS = frozenset(
    """pres proche proches proximite autour alentour alentours environ environs cote vers rayon peripherie banlieue
    agglomeration""".split()  # noqa: SIM905  (read as a sentence)
)
ACCESS_WORDS = frozenset(
    """accessible desservi sans voiture velo pied ligne lignes train ter tgv transport transports
    commun""".split()  # noqa: SIM905  (read as a sentence)
)
# what follows is a name
STATION_WORDS = frozenset({"metro", "rer", "tram", "tramway", "bus", "gare", "arret"})
# what follows may be a number
LINE_WORDS = STATION_WORDS | {"ligne", "lignes", "m", "t"}
TRAVEL_WORDS = NEARNESS_WORDS | ACCESS_WORDS | STATION_WORDS
SYNONYMS = {"tram": "tramway", "tramway": "tram"}
KILOMETRE_WORDS = frozenset({"km", "kms", "kilometre", "kilometres"})
MAX_KILOMETRES = 100
_BOROUGH = re.compile(r"\d{1,2}(e|er|eme)|arrondissement")


def transport_word_positions(typed: list[str], trades: Container[str]) -> set[int]:
    """Which of these words speak of the way: « serveuse métro Jaurès » → métro, Jaurès."""
    after = {
        at
        for at in range(1, len(typed))
        if typed[at - 1] in STATION_WORDS and stem_word(typed[at]) not in trades
    }
    return after | {at for at, word in enumerate(typed) if word in TRAVEL_WORDS}


def place_phrase_bounds(typed: list[str], start: int, end: int) -> tuple[int, int, int]:
    """What is said around the name of a place, which goes from ``start`` to ``end``: (from,
    to, kilometres or 0).

    « plombier à 10 km de Lyon 3e » → all but plombier, and 10.
    """
    kilometres = 0
    while start:
        if typed[start - 1] in NEARNESS_WORDS:
            start -= 1
        elif (
            start > 1
            and typed[start - 1] in KILOMETRE_WORDS
            and typed[start - 2].isdecimal()
        ):
            kilometres, start = min(int(typed[start - 2]), MAX_KILOMETRES), start - 2
        else:
            break
    while end < len(typed) and (
        typed[end] in NEARNESS_WORDS or _BOROUGH.fullmatch(typed[end])
    ):
        end += 1
    return start, end, kilometres
