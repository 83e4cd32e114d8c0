"""What speaks for a person and an opening to meet, what speaks against, and what to ask: plain functions on facts.

Nothing here counts, weighs or ranks people. A person's name, age, sex, address, nationality, photo or gaps are not
among the facts, so they cannot change the answer. Trades are compared with trades, openings are put in order.
"""

from .around import House, Trade, houses_in_order, look_at, near_trades, worth_visiting
from .facts import (
    VERSION,
    Fact,
    Facts,
    Goal,
    Opening,
    Past,
    Person,
    Topic,
    compare,
    openings_in_order,
    worth_showing,
    worth_thinking_of,
)
from .hours import refused, worked
from .trades import Kin, Kinship, NoKinship, Reading, Trades

__all__ = [
    "VERSION",
    "Fact",
    "Facts",
    "Goal",
    "House",
    "Kin",
    "Kinship",
    "NoKinship",
    "Opening",
    "Past",
    "Person",
    "Reading",
    "Topic",
    "Trade",
    "Trades",
    "compare",
    "houses_in_order",
    "look_at",
    "near_trades",
    "openings_in_order",
    "refused",
    "worked",
    "worth_showing",
    "worth_thinking_of",
    "worth_visiting",
]
