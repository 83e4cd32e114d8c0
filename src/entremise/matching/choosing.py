"""What is worth showing, and in which order openings are shown.

People are a set: they are never put in order.
"""

from collections.abc import Iterable
from typing import TypeVar

from .comparing import FRENCH, asked, leads, walled
from .facts import Facts, Topic, together
from .sides import Opening, Person
from .trades import Kinship, NoKinship

T = TypeVar("T")
WISHED = ("wished_occupation", "likely_occupation")
ONE_STEP = ("near_occupation", "did_before", "likely_done")
TWO_STEPS = ("next_occupation", "near_done")
ALIKE = ("alike_occupation",)
FIELD = ("wished_family", "same_family")


def openings_for(
    person: Person,
    openings: Iterable[tuple[T, Opening]],
    *,
    trades: Kinship | None = None,
) -> list[tuple[T, Facts]]:
    """What something of this person leads to: what they wish for first, then what is near."""
    known = trades or NoKinship()
    found = []
    for thing, opening in openings:
        told = leads(person, opening, known)
        if worth_showing(told):
            found.append((thing, opening, together((told, asked(person, opening)))))
    ranked = sorted(found, key=lambda lead: _place(person, lead[1], lead[2], known))
    return [(thing, facts) for thing, _opening, facts in ranked]


def people_for(
    opening: Opening,
    people: Iterable[tuple[T, Person]],
    *,
    trades: Kinship | None = None,
) -> list[tuple[T, Facts]]:
    """Whom to think of for this opening, in the order they were given in."""
    known = trades or NoKinship()
    found = []
    for thing, person in people:
        if walled(person, opening):
            continue
        told = leads(person, opening, known)
        if worth_thinking_of(told):
            found.append((thing, together((told, asked(person, opening)))))
    return found


def worth_showing(facts: Facts) -> bool:
    """For one person: something of their own leads there, a wish, a craft, a language,
    something lived.
    """
    return facts.has(Topic.WISH, Topic.EXPERIENCE, Topic.LANGUAGE, Topic.SKILL)


def worth_thinking_of(facts: Facts) -> bool:
    """For one opening: this person wishes for it or for a near trade, did it, or brings its
    languages; and may.

    The field alone is enough only while the trade of one of the two is unknown, with
    something they can do.
    """
    leads_there = facts.says(*WISHED, *ONE_STEP, *ALIKE) or brings_languages(facts)
    maybe = facts.says("wished_family") and facts.has(
        Topic.EXPERIENCE, Topic.LANGUAGE, Topic.SKILL
    )
    return (leads_there or maybe) and not facts.broken


def brings_languages(facts: Facts) -> bool:
    """Two languages that are useful there, besides the one everybody speaks: what this
    person alone may bring.
    """
    return any(
        fact.says == "speaks" and len(set(fact.about) - {FRENCH}) > 1
        for fact in facts.for_
    )


def _place(
    person: Person, opening: Opening, facts: Facts, trades: Kinship
) -> tuple[object, ...]:
    like = max(
        [
            trades.likeness(goal.code, opening.code)
            for goal in person.goals
            if goal.code
        ],
        default=0.0,
    )
    done = max(
        [trades.likeness(past.code, opening.code) for past in person.done if past.code],
        default=0.0,
    )
    return (
        bool(facts.against),
        _steps(facts),
        not brings_languages(facts),
        -round(like + 0.3 * done, 2),  # a wish before the past
        not facts.says(*FIELD),
        not facts.has(Topic.LANGUAGE),
        not facts.has(Topic.SKILL, Topic.EXPERIENCE),
        -len(person.words & opening.words),
        opening.folded_title,
    )


def _steps(facts: Facts) -> int:
    """From the wish itself to what only resembles it."""
    if facts.says(*WISHED):
        return 0
    if facts.says(*ONE_STEP) or brings_languages(facts):
        return 1
    return 2 if facts.says(*TWO_STEPS, *ALIKE) else 3
