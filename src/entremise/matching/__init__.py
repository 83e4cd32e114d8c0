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

from .around import (
    CompanyProfile,
    RelatedTrade,
    company_facts,
    near_trades,
    suitable_companies,
)
from .choosing import (
    is_worth_considering,
    is_worth_showing,
    suitable_openings,
    suitable_people,
)
from .comparing import compare_with_opening
from .contact import mentions_people_contact, people_strengths
from .facts import RULES_VERSION, Fact, Facts, Topic
from .hours import refused_times, worked_times
from .sides import OpeningProfile, PastTrade, PersonProfile, TradeGoal
from .trades import EmptyTradeGraph, TitleReading, TradeGraph, TradeRelation, Trades

__all__ = [
    "RULES_VERSION",
    "CompanyProfile",
    "EmptyTradeGraph",
    "Fact",
    "Facts",
    "OpeningProfile",
    "PastTrade",
    "PersonProfile",
    "RelatedTrade",
    "TitleReading",
    "Topic",
    "TradeGoal",
    "TradeGraph",
    "TradeRelation",
    "Trades",
    "company_facts",
    "compare_with_opening",
    "is_worth_considering",
    "is_worth_showing",
    "mentions_people_contact",
    "near_trades",
    "people_strengths",
    "refused_times",
    "suitable_companies",
    "suitable_openings",
    "suitable_people",
    "worked_times",
]
