"""Companies that could suit a person, and trades near to those they did or want."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from .comparison import mobility_facts, needs_facts, of_same_trade
from .facts import NO_FACTS, Facts, Topic, fact_for, merge_facts
from .prefixes import is_prefix_match, prefix_variants, strip_accents
from .profiles import OpeningProfile, PastTrade, PersonProfile
from .selection import suitable_openings
from .trades import EmptyTradeGraph, TradeGraph, TradeRelation

MAX_TRADES = 12  # near trades shown


@dataclass(frozen=True)
class CompanyProfile:
    """What matching knows of a company."""

    name: str
    activity: str = ""
    departements: frozenset[str] = frozenset()
    openings: tuple[OpeningProfile, ...] = ()
    hired: tuple[PastTrade, ...] = ()  # jobs that people found there through us
    has_met: bool = False  # has already met this person
    has_welcomed: bool = False  # has welcomed other candidates
    removed: frozenset[str] = frozenset()  # obstacles it removed
    promised: str = ""  # what it promises, in its words

    @cached_property
    def activity_prefixes(self) -> frozenset[str]:
        return prefix_variants(self.activity)


@dataclass(frozen=True)
class RelatedTrade:
    """Another trade that may suit: its code, and why."""

    code: str
    facts: Facts


def company_facts(
    person: PersonProfile, company: CompanyProfile, *, trades: TradeGraph | None = None
) -> Facts:
    """Facts for, against and to ask about this person and this company."""
    known = trades or EmptyTradeGraph()
    return merge_facts(
        (
            _openings(person, company, known),
            _hired(person, company, known),
            _activity(person, company),
            _met(company),
            mobility_facts(person, company.departements),
            needs_facts(person, company.removed, company.promised),
        )
    )


def is_worth_visiting(facts: Facts) -> bool:
    """Is there a suitable opening, a hire, a matching activity, or an earlier meeting?"""
    return facts.has_topic(
        Topic.OPENING, Topic.HIRED, Topic.ACTIVITY
    ) or facts.has_fact("met_before")


T = TypeVar("T")


def suitable_companies(
    person: PersonProfile,
    companies: Iterable[tuple[T, CompanyProfile]],
    *,
    trades: TradeGraph | None = None,
) -> list[tuple[T, Facts]]:
    """The companies worth visiting, those with the most direct reason first, then by name."""
    compared = [
        (thing, company, company_facts(person, company, trades=trades))
        for thing, company in companies
    ]
    ranked = sorted(
        (lead for lead in compared if is_worth_visiting(lead[2])),
        key=lambda lead: (
            bool(lead[2].against),
            not lead[2].has_topic(Topic.OPENING),
            not lead[2].has_topic(Topic.HIRED),
            not lead[2].has_topic(Topic.ACTIVITY),
            strip_accents(lead[1].name),
        ),
    )
    return [(thing, facts) for thing, _company, facts in ranked]


def near_trades(person: PersonProfile, *, trades: TradeGraph) -> list[RelatedTrade]:
    """Trades near to those the person wants or did, except those they named.

    In the order near, alike, next (``TradeRelation``); at most MAX_TRADES.
    """
    named = {goal.code for goal in person.goals} | {past.code for past in person.done}
    found: dict[str, list[Facts]] = {}
    steps = [
        *(
            (goal.rome, goal.occupation, relation, Topic.WISH)
            for relation in TradeRelation
            for goal in person.goals
        ),
        *(
            (past.rome, past.title, relation, Topic.EXPERIENCE)
            for relation in (TradeRelation.NEAR, TradeRelation.ALIKE)
            for past in person.done
        ),
    ]
    order = (TradeRelation.NEAR, TradeRelation.ALIKE, TradeRelation.NEXT)
    for code, name, relation, topic in sorted(
        steps, key=lambda step: order.index(step[2])
    ):
        for other, how in trades.related_trades(code).items() if code else ():
            if how == relation and other not in named:
                key = f"{relation}_occupation" if topic == Topic.WISH else "near_done"
                found.setdefault(other, []).append(fact_for(topic, key, name))
    return [
        RelatedTrade(code, merge_facts(dict.fromkeys(facts)))
        for code, facts in list(found.items())[:MAX_TRADES]
    ]


def _openings(
    person: PersonProfile, company: CompanyProfile, trades: TradeGraph
) -> Facts:
    found = suitable_openings(
        person, ((one.title, one) for one in company.openings), trades=trades
    )
    titles = [
        title
        for title, facts in found
        if facts.has_topic(Topic.WISH, Topic.EXPERIENCE, Topic.LANGUAGE)
        and not facts.has_dealbreaker
    ]
    return (
        fact_for(Topic.OPENING, "has_opening", *dict.fromkeys(titles))
        if titles
        else NO_FACTS
    )


def _hired(person: PersonProfile, company: CompanyProfile, trades: TradeGraph) -> Facts:
    known = [
        past.title
        for past in company.hired
        if of_same_trade(person.goals, past.code, prefix_variants(past.title))
        or any(
            past.code and past.code in trades.related_trades(goal.rome)
            for goal in person.goals
        )
    ]
    return (
        fact_for(Topic.HIRED, "hired_for", *dict.fromkeys(known)) if known else NO_FACTS
    )


def _activity(person: PersonProfile, company: CompanyProfile) -> Facts:
    mine = [
        *(goal.word_prefixes for goal in person.goals),
        *(past.word_prefixes for past in person.done),
    ]
    mine += [starts for _words, starts in person.abilities]
    if company.activity and any(
        is_prefix_match(starts, company.activity_prefixes) for starts in mine
    ):
        return fact_for(Topic.ACTIVITY, "activity_touches", company.activity)
    return NO_FACTS


def _met(company: CompanyProfile) -> Facts:
    if company.has_met:
        return fact_for(Topic.MET, "met_before")
    return fact_for(Topic.MET, "has_welcomed") if company.has_welcomed else NO_FACTS
