"""Around a person: the companies that could suit them, and the trades near to what they did
or want.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from .choosing import openings_for
from .comparing import mobility, needs, same_trade
from .facts import NOTHING, Facts, Topic, for_, together
from .sides import Opening, Past, Person
from .trades import Kin, Kinship, NoKinship
from .words import close, folded, heads

MOST_TRADES = 12


@dataclass(frozen=True)
class House:
    """A company, as far as work there is concerned."""

    name: str
    activity: str = ""
    departements: frozenset[str] = frozenset()
    openings: tuple[Opening, ...] = ()
    hired: tuple[Past, ...] = ()  # what people found to do there, through us
    has_met: bool = False  # this person already
    has_welcomed: bool = False  # others of ours
    removed: frozenset[str] = frozenset()  # the obstacles it removed
    promised: str = ""  # and what it promises, in its words

    @cached_property
    def activity_heads(self) -> frozenset[str]:
        return heads(self.activity)


@dataclass(frozen=True)
class Trade:
    """Another trade to think of: its code, and why."""

    code: str
    facts: Facts


def look_at(person: Person, house: House, *, trades: Kinship | None = None) -> Facts:
    """Why this company could suit this person, what stands against, what to ask."""
    known = trades or NoKinship()
    return together(
        (
            _openings(person, house, known),
            _hired(person, house, known),
            _activity(person, house),
            _met(house),
            mobility(person, house.departements),
            needs(person, house.removed, house.promised),
        )
    )


def worth_visiting(facts: Facts) -> bool:
    """Something of the person's leads there: work that is open or was found there, what it
    does, a meeting.
    """
    return facts.has(Topic.OPENING, Topic.HIRED, Topic.ACTIVITY) or facts.says(
        "met_before"
    )


T = TypeVar("T")


def houses_for(
    person: Person, houses: Iterable[tuple[T, House]], *, trades: Kinship | None = None
) -> list[tuple[T, Facts]]:
    """Those worth visiting: where something speaks for them most directly first; by name
    otherwise.
    """
    looked_at = [
        (thing, house, look_at(person, house, trades=trades)) for thing, house in houses
    ]
    ranked = sorted(
        (lead for lead in looked_at if worth_visiting(lead[2])),
        key=lambda lead: (
            bool(lead[2].against),
            not lead[2].has(Topic.OPENING),
            not lead[2].has(Topic.HIRED),
            not lead[2].has(Topic.ACTIVITY),
            folded(lead[1].name),
        ),
    )
    return [(thing, facts) for thing, _house, facts in ranked]


def near_trades(person: Person, *, trades: Kinship) -> list[Trade]:
    """Near to what they want, then to what they did, then what may come of it.

    Without those they named.
    """
    named = {goal.code for goal in person.goals} | {past.code for past in person.done}
    found: dict[str, list[Facts]] = {}
    steps = [
        *(
            (goal.rome, goal.occupation, kin, Topic.WISH)
            for kin in Kin
            for goal in person.goals
        ),
        *(
            (past.rome, past.title, kin, Topic.EXPERIENCE)
            for kin in (Kin.NEAR, Kin.ALIKE)
            for past in person.done
        ),
    ]
    order = (Kin.NEAR, Kin.ALIKE, Kin.NEXT)
    for code, words, kin, topic in sorted(steps, key=lambda step: order.index(step[2])):
        for other, how in trades.kin(code).items() if code else ():
            if how == kin and other not in named:
                key = f"{kin}_occupation" if topic == Topic.WISH else "near_done"
                found.setdefault(other, []).append(for_(topic, key, words))
    return [
        Trade(code, together(dict.fromkeys(told)))
        for code, told in list(found.items())[:MOST_TRADES]
    ]


def _openings(person: Person, house: House, trades: Kinship) -> Facts:
    found = openings_for(
        person, ((one.title, one) for one in house.openings), trades=trades
    )
    titles = [
        title
        for title, told in found
        if told.has(Topic.WISH, Topic.EXPERIENCE, Topic.LANGUAGE) and not told.broken
    ]
    return (
        for_(Topic.OPENING, "has_opening", *dict.fromkeys(titles))
        if titles
        else NOTHING
    )


def _hired(person: Person, house: House, trades: Kinship) -> Facts:
    known = [
        past.title
        for past in house.hired
        if same_trade(person.goals, past.code, heads(past.title))
        or any(
            past.code and past.code in trades.kin(goal.rome) for goal in person.goals
        )
    ]
    return for_(Topic.HIRED, "hired_for", *dict.fromkeys(known)) if known else NOTHING


def _activity(person: Person, house: House) -> Facts:
    mine = [
        *(goal.words for goal in person.goals),
        *(past.words for past in person.done),
    ]
    mine += [starts for _words, starts in person.abilities]
    if house.activity and any(close(starts, house.activity_heads) for starts in mine):
        return for_(Topic.ACTIVITY, "activity_touches", house.activity)
    return NOTHING


def _met(house: House) -> Facts:
    if house.has_met:
        return for_(Topic.MET, "met_before")
    return for_(Topic.MET, "has_welcomed") if house.has_welcomed else NOTHING
