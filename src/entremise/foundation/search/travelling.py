"""Words that say how near a place is, or how one comes there.

They are read as they are written, and name no trade.
"""

import re
from collections.abc import Container

from .analyser import stem

NEAR = frozenset(
    """pres proche proches proximite autour alentour alentours environ environs cote vers rayon peripherie banlieue
    agglomeration""".split()  # noqa: SIM905  (read as a sentence)
)
WAYS = frozenset(
    """accessible desservi sans voiture velo pied ligne lignes train ter tgv transport transports
    commun""".split()  # noqa: SIM905  (read as a sentence)
)
STOPS = frozenset(
    {"metro", "rer", "tram", "tramway", "bus", "gare", "arret"}
)  # what follows is a name
LINES = STOPS | {"ligne", "lignes", "m", "t"}  # what follows may be a number
SPOKEN = NEAR | WAYS | STOPS
OTHER_NAME = {"tram": "tramway", "tramway": "tram"}
KILOMETRES = frozenset({"km", "kms", "kilometre", "kilometres"})
FARTHEST = 100
_BOROUGH = re.compile(r"\d{1,2}(e|er|eme)|arrondissement")


def of_the_way(typed: list[str], trades: Container[str]) -> set[int]:
    """Which of these words speak of the way: « serveuse métro Jaurès » → métro, Jaurès."""
    after = {
        at
        for at in range(1, len(typed))
        if typed[at - 1] in STOPS and stem(typed[at]) not in trades
    }
    return after | {at for at, word in enumerate(typed) if word in SPOKEN}


def around_it(typed: list[str], start: int, end: int) -> tuple[int, int, int]:
    """What is said around the name of a place, which goes from ``start`` to ``end``: (from,
    to, kilometres or 0).

    « plombier à 10 km de Lyon 3e » → all but plombier, and 10.
    """
    kilometres = 0
    while start:
        if typed[start - 1] in NEAR:
            start -= 1
        elif (
            start > 1
            and typed[start - 1] in KILOMETRES
            and typed[start - 2].isdecimal()
        ):
            kilometres, start = min(int(typed[start - 2]), FARTHEST), start - 2
        else:
            break
    while end < len(typed) and (typed[end] in NEAR or _BOROUGH.fullmatch(typed[end])):
        end += 1
    return start, end, kilometres
