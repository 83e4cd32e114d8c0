"""What speaks for a person and an opening to meet, what speaks against, and what to ask:
plain functions on facts.

Nothing here counts, weighs or ranks people. A person's name, age, sex, address,
nationality, photo or gaps are not among the facts, so they cannot change the answer. Trades
are compared with trades, openings are put in order.

``facts``: what can be said. ``sides``: what is known of a person and of a job.
``comparing``: the facts of one pair. ``choosing``: what is worth showing. ``around``:
companies and near trades. ``contact``, ``hours``, ``words`` and ``trades`` read people's
own words.
"""

from .around import House, Trade, houses_for, look_at, near_trades
from .choosing import openings_for, people_for, worth_showing, worth_thinking_of
from .comparing import compare
from .contact import meets_people, said_of_people
from .facts import VERSION, Fact, Facts, Topic
from .hours import refused, worked
from .sides import Goal, Opening, Past, Person
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
    "houses_for",
    "look_at",
    "meets_people",
    "near_trades",
    "openings_for",
    "people_for",
    "refused",
    "said_of_people",
    "worked",
    "worth_showing",
    "worth_thinking_of",
]
