"""Around a person: the companies that could suit them, and the trades near to what they did or want."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from .facts import (
    NOTHING,
    Facts,
    Opening,
    Past,
    Person,
    Topic,
    ask,
    close,
    compare,
    folded,
    for_,
    mobility,
    same_trade,
)
from .trades import Kin, Kinship, NoKinship

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
    removed: str = ""  # the obstacles it removed, in its words


@dataclass(frozen=True)
class Trade:
    """Another trade to think of: its code, and why."""

    code: str
    facts: Facts


def look_at(person: Person, house: House, *, trades: Kinship | None = None) -> Facts:
    """Why this company could suit this person, what stands against, what to ask."""
    known = trades or NoKinship()
    return (
        _openings(person, house, known)
        + _hired(person, house, known)
        + _activity(person, house)
        + _met(house)
        + mobility(person, house.departements)
        + _removed(person, house)
    )


def worth_visiting(facts: Facts) -> bool:
    """Something of the person's leads there: work that is open or was found there, what it does, a meeting."""
    return facts.has(Topic.OPENING, Topic.HIRED, Topic.ACTIVITY) or facts.says("met_before")


T = TypeVar("T")


def houses_in_order(found: Iterable[tuple[T, House, Facts]]) -> list[tuple[T, Facts]]:
    """For one person: where something speaks for them most directly; by name otherwise."""
    ranked = sorted(
        found,
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
    """Near to what they want, then to what they did, then what may come of it; without those they named."""
    named = {goal.code for goal in person.goals} | {past.code for past in person.done}
    found: dict[str, Facts] = {}
    steps = [
        *((goal.rome, goal.occupation, kin, Topic.WISH) for kin in Kin for goal in person.goals),
        *((past.rome, past.title, kin, Topic.EXPERIENCE) for kin in (Kin.NEAR, Kin.ALIKE) for past in person.done),
    ]
    order = (Kin.NEAR, Kin.ALIKE, Kin.NEXT)
    for code, words, kin, topic in sorted(steps, key=lambda step: order.index(step[2])):
        for other, how in trades.kin(code).items() if code else ():
            if how == kin and other not in named:
                key = f"{kin}_occupation" if topic == Topic.WISH else "near_done"
                found[other] = found.get(other, NOTHING) + for_(topic, key, words)
    return [Trade(code, facts) for code, facts in list(found.items())[:MOST_TRADES]]


def _openings(person: Person, house: House, trades: Kinship) -> Facts:
    facts = NOTHING
    for opening in house.openings:
        told = compare(person, opening, trades=trades)
        if told.has(Topic.WISH, Topic.EXPERIENCE, Topic.LANGUAGE) and not told.broken:
            facts += for_(Topic.OPENING, "has_opening", opening.title)
    return facts


def _hired(person: Person, house: House, trades: Kinship) -> Facts:
    known = [
        past.title
        for past in house.hired
        if any(same_trade(goal.occupation, goal.code, past.title, past.code) for goal in person.goals)
        or any(past.code and past.code in trades.kin(goal.rome) for goal in person.goals)
    ]
    return for_(Topic.HIRED, "hired_for", *dict.fromkeys(known)) if known else NOTHING


def _activity(person: Person, house: House) -> Facts:
    mine = [goal.occupation for goal in person.goals] + [past.title for past in person.done] + [*person.skills]
    touched = [words for words in mine if words and close(words, house.activity)]
    return for_(Topic.ACTIVITY, "activity_touches", house.activity) if touched and house.activity else NOTHING


def _met(house: House) -> Facts:
    if house.has_met:
        return for_(Topic.MET, "met_before")
    return for_(Topic.MET, "has_welcomed") if house.has_welcomed else NOTHING


def _removed(person: Person, house: House) -> Facts:
    facts = ask(Topic.NEEDS, "needs_to_prepare", person.needs) if person.needs else NOTHING
    return facts + (for_(Topic.NEEDS, "obstacles_removed", house.removed) if house.removed else NOTHING)
