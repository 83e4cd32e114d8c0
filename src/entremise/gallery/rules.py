"""In which order people are shown. Plain functions: no database, no request."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

# The order changes eight times a day: often enough that thirty days even out, rarely enough
# to turn the pages.
WATCH = timedelta(hours=3)


WINDOW = timedelta(days=30) // WATCH  # how far back "least seen" looks, in watches


FIRST_PAGE = 24


# the stamp (``kit.stamps``) that changes when somebody becomes visible or leaves, and at
# each watch
PEOPLE = "people"


@dataclass(frozen=True)
class Seen:
    """How much one person was shown lately, and for how many watches they could have been."""

    key: int
    shown: int
    watches: int


def watch_of(moment: datetime) -> int:
    """Number of the watch since the epoch."""
    return int(moment.timestamp() // WATCH.total_seconds())


def watches_here(since: datetime, watch: int) -> int:
    """For how many of the watches that count somebody has been visible."""
    return min(max(watch - watch_of(since), 0), WINDOW)


def rank_of(watch: int, person: Seen) -> int:
    """Where somebody stands during a watch, whoever else is there: the least seen for their
    time here first; among equals, a shuffle that everybody gets the same. A whole number,
    so that a table can be read in this order.

    Somebody who arrives starts at zero and goes first once; what that brings them then
    counts like for the others.
    """
    share = min(round(1_000_000 * person.shown / max(person.watches, 1)), 2**40 - 1)
    draw = hashlib.blake2b(f"{watch} {person.key}".encode(), digest_size=4).digest()
    return share << 22 | int.from_bytes(draw) >> 10


def fair_order(watch: int, people: Iterable[Seen]) -> list[int]:
    """Keys, in the order of ``rank_of``."""
    return [
        key
        for _, key in sorted((rank_of(watch, person), person.key) for person in people)
    ]
