"""Around a person: the companies that could suit them, and the trades near to what they did
or want.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from .comparison import mobility_facts, needs_facts, of_same_trade
from .facts import NO_FACTS, Facts, Topic, fact_for, merge_facts
from .prefixes import fold_text, is_prefix_match, prefix_variants
from .profiles import OpeningProfile, PastTrade, PersonProfile
from .selection import suitable_openings
from .trades import EmptyTradeGraph, TradeGraph, TradeRelation

MAX_TRADES = 12


@dataclass(frozen=True)
class CompanyProfile:
    """A company, as far as work there is concerned."""

    name: str
    activity: str = ""
    departements: frozenset[str] = frozenset()
    openings: tuple[OpeningProfile, ...] = ()
    hired: tuple[PastTrade, ...] = ()  # what people found to do there, through us
    has_met: bool = False  # this person already
    has_welcomed: bool = False  # others of ours
    removed: frozenset[str] = frozenset()  # the obstacles it removed
    promised: str = ""  # and what it promises, in its words

    @cached_property
    def activity_prefixes(self) -> frozenset[str]:
        return prefix_variants(self.activity)


@dataclass(frozen=True)
class RelatedTrade:
    """Another trade to think of: its code, and why."""

    code: str
    facts: Facts


def company_facts(
    person: PersonProfile, house: CompanyProfile, *, trades: TradeGraph | None = None
) -> Facts:
    """Why this company could suit this person, what stands against, what to ask."""
    known = trades or EmptyTradeGraph()
    return merge_facts(
        (
            _openings(person, house, known),
            _hired(person, house, known),
            _activity(person, house),
            _met(house),
            mobility_facts(person, house.departements),
            needs_facts(person, house.removed, house.promised),
        )
    )


def is_worth_visiting(facts: Facts) -> bool:
    """Something of the person's leads there: work that is open or was found there, what it
    does, a meeting.
    """
    return facts.has_topic(
        Topic.OPENING, Topic.HIRED, Topic.ACTIVITY
    ) or facts.has_fact("met_before")


T = TypeVar("T")


def suitable_companies(
    person: PersonProfile,
    houses: Iterable[tuple[T, CompanyProfile]],
    *,
    trades: TradeGraph | None = None,
) -> list[tuple[T, Facts]]:
    """Those worth visiting: where something speaks for them most directly first; by name
    otherwise.
    """
    looked_at = [
        (thing, house, company_facts(person, house, trades=trades))
        for thing, house in houses
    ]
    ranked = sorted(
        (lead for lead in looked_at if is_worth_visiting(lead[2])),
        key=lambda lead: (
            bool(lead[2].against),
            not lead[2].has_topic(Topic.OPENING),
            not lead[2].has_topic(Topic.HIRED),
            not lead[2].has_topic(Topic.ACTIVITY),
            fold_text(lead[1].name),
        ),
    )
    return [(thing, facts) for thing, _house, facts in ranked]


def near_trades(person: PersonProfile, *, trades: TradeGraph) -> list[RelatedTrade]:
    """Near to what they want, then to what they did, then what may come of it.

    Without those they named.
    """
    named = {goal.code for goal in person.goals} | {past.code for past in person.done}
    found: dict[str, list[Facts]] = {}
    steps = [
        *(
            (goal.rome, goal.occupation, kin, Topic.WISH)
            for kin in TradeRelation
            for goal in person.goals
        ),
        *(
            (past.rome, past.title, kin, Topic.EXPERIENCE)
            for kin in (TradeRelation.NEAR, TradeRelation.ALIKE)
            for past in person.done
        ),
    ]
    order = (TradeRelation.NEAR, TradeRelation.ALIKE, TradeRelation.NEXT)
    for code, words, kin, topic in sorted(steps, key=lambda step: order.index(step[2])):
        for other, how in trades.related_trades(code).items() if code else ():
            if how == kin and other not in named:
                key = f"{kin}_occupation" if topic == Topic.WISH else "near_done"
                found.setdefault(other, []).append(fact_for(topic, key, words))
    return [
        RelatedTrade(code, merge_facts(dict.fromkeys(told)))
        for code, told in list(found.items())[:MAX_TRADES]
    ]


def _openings(
    person: PersonProfile, house: CompanyProfile, trades: TradeGraph
) -> Facts:
    found = suitable_openings(
        person, ((one.title, one) for one in house.openings), trades=trades
    )
    titles = [
        title
        for title, told in found
        if told.has_topic(Topic.WISH, Topic.EXPERIENCE, Topic.LANGUAGE)
        and not told.has_dealbreaker
    ]
    return (
        fact_for(Topic.OPENING, "has_opening", *dict.fromkeys(titles))
        if titles
        else NO_FACTS
    )


def _hired(person: PersonProfile, house: CompanyProfile, trades: TradeGraph) -> Facts:
    known = [
        past.title
        for past in house.hired
        if of_same_trade(person.goals, past.code, prefix_variants(past.title))
        or any(
            past.code and past.code in trades.related_trades(goal.rome)
            for goal in person.goals
        )
    ]
    return (
        fact_for(Topic.HIRED, "hired_for", *dict.fromkeys(known)) if known else NO_FACTS
    )


def _activity(person: PersonProfile, house: CompanyProfile) -> Facts:
    mine = [
        *(goal.word_prefixes for goal in person.goals),
        *(past.word_prefixes for past in person.done),
    ]
    mine += [starts for _words, starts in person.abilities]
    if house.activity and any(
        is_prefix_match(starts, house.activity_prefixes) for starts in mine
    ):
        return fact_for(Topic.ACTIVITY, "activity_touches", house.activity)
    return NO_FACTS


def _met(house: CompanyProfile) -> Facts:
    if house.has_met:
        return fact_for(Topic.MET, "met_before")
    return fact_for(Topic.MET, "has_welcomed") if house.has_welcomed else NO_FACTS
