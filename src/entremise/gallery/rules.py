"""In which order people are shown. Plain functions: no database, no request."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

# The order changes eight times a day: often enough that thirty days even out, rarely enough
# to turn the pages.
SLOT_LENGTH = timedelta(hours=3)


RANKING_WINDOW = (
    timedelta(days=30) // SLOT_LENGTH
)  # how far back "least seen" looks, in watches


GALLERY_PAGE_SIZE = 24


# the stamp (``kit.stamps``) that changes when somebody becomes visible or leaves, and at
# each watch
GALLERY_CACHE_VERSION = "people"


@dataclass(frozen=True)
class ImpressionTally:
    """How much one person was shown lately, and for how many watches they could have been."""

    key: int
    shown: int
    slots: int


def slot_at(moment: datetime) -> int:
    """Number of the watch since the epoch."""
    return int(moment.timestamp() // SLOT_LENGTH.total_seconds())


def slots_visible(since: datetime, slot: int) -> int:
    """For how many of the watches that count somebody has been visible."""
    return min(max(slot - slot_at(since), 0), RANKING_WINDOW)


def fair_rank(slot: int, person: ImpressionTally) -> int:
    """Where somebody stands during a watch, whoever else is there: the least seen for their
    time here first; among equals, a shuffle that everybody gets the same. A whole number,
    so that a table can be read in this order.

    Somebody who arrives starts at zero and goes first once; what that brings them then
    counts like for the others.
    """
    share = min(round(1_000_000 * person.shown / max(person.slots, 1)), 2**40 - 1)
    draw = hashlib.blake2b(f"{slot} {person.key}".encode(), digest_size=4).digest()
    return share << 22 | int.from_bytes(draw) >> 10


def fair_order(slot: int, people: Iterable[ImpressionTally]) -> list[int]:
    """Keys, in the order of ``rank_of``."""
    return [
        key
        for _, key in sorted((fair_rank(slot, person), person.key) for person in people)
    ]
