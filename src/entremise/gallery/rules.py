"""Fair order of people, without database or request.

Time is cut into slots of ``SLOT_LENGTH`` (3 hours). ``fair_rank`` sorts by impressions per
visible slot over ``RANKING_WINDOW`` slots (30 days), then by a hash of slot and person.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

# The order changes eight times a day: often enough that thirty days even out, rarely enough
# for readers to turn the pages of one order.
SLOT_LENGTH = timedelta(hours=3)
# How many past slots are counted.
RANKING_WINDOW = timedelta(days=30) // SLOT_LENGTH
GALLERY_PAGE_SIZE = 24
# Name of the cache version (``web.cache_versions``) that changes when somebody becomes
# visible or leaves, and at each new ranking.
GALLERY_CACHE_VERSION = "people"


@dataclass(frozen=True)
class ImpressionTally:
    """How many times one person was shown lately, and in how many slots they were visible."""

    key: int
    shown: int
    slots: int


def slot_at(moment: datetime) -> int:
    """Number of the slot of this moment, counted from the epoch."""
    return int(moment.timestamp() // SLOT_LENGTH.total_seconds())


def slots_visible(since: datetime, slot: int) -> int:
    """In how many slots of the ranking window somebody visible since then was visible."""
    return min(max(slot - slot_at(since), 0), RANKING_WINDOW)


def fair_rank(slot: int, person: ImpressionTally) -> int:
    """The rank of one person during a slot, whoever else is visible.

    The fewest impressions per visible slot come first; equals are shuffled, the same way
    for every reader. A whole number, so that the database can sort by it. A newcomer
    starts at zero, hence first, and their impressions then count like those of the others.
    """
    share = min(round(1_000_000 * person.shown / max(person.slots, 1)), 2**40 - 1)
    shuffle = hashlib.blake2b(f"{slot} {person.key}".encode(), digest_size=4).digest()
    return share << 22 | int.from_bytes(shuffle) >> 10


def fair_order(slot: int, people: Iterable[ImpressionTally]) -> list[int]:
    """Their keys, in the order of ``fair_rank``."""
    return [
        key
        for _, key in sorted((fair_rank(slot, person), person.key) for person in people)
    ]
