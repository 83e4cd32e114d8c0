"""Which openings to show to a person, in which order, and which people suit an opening.

People are never sorted.
"""

from collections.abc import Iterable
from typing import TypeVar

from .comparison import FRENCH, affinity_facts, has_dealbreaker, requirement_facts
from .facts import Facts, Topic, merge_facts
from .profiles import OpeningProfile, PersonProfile
from .trades import EmptyTradeGraph, TradeGraph

T = TypeVar("T")
WISHED_KEYS = ("wished_occupation", "likely_occupation")
ONE_STEP_KEYS = ("near_occupation", "did_before", "likely_done")
TWO_STEP_KEYS = ("next_occupation", "near_done")
ALIKE_KEYS = ("alike_occupation",)
SAME_FIELD_KEYS = ("wished_family", "same_family")


def suitable_openings(
    person: PersonProfile,
    openings: Iterable[tuple[T, OpeningProfile]],
    *,
    trades: TradeGraph | None = None,
) -> list[tuple[T, Facts]]:
    """The openings with an affinity for this person: their wishes first, then what is near."""
    known = trades or EmptyTradeGraph()
    found = []
    for thing, opening in openings:
        affinities = affinity_facts(person, opening, known)
        if is_worth_showing(affinities):
            found.append(
                (
                    thing,
                    opening,
                    merge_facts((affinities, requirement_facts(person, opening))),
                )
            )
    ranked = sorted(
        found, key=lambda lead: _opening_sort_key(person, lead[1], lead[2], known)
    )
    return [(thing, facts) for thing, _opening, facts in ranked]


def suitable_people(
    opening: OpeningProfile,
    people: Iterable[tuple[T, PersonProfile]],
    *,
    trades: TradeGraph | None = None,
) -> list[tuple[T, Facts]]:
    """The people to consider for this opening, in the order in which they are given."""
    known = trades or EmptyTradeGraph()
    found = []
    for thing, person in people:
        if has_dealbreaker(person, opening):
            continue
        affinities = affinity_facts(person, opening, known)
        if is_worth_considering(affinities):
            found.append(
                (thing, merge_facts((affinities, requirement_facts(person, opening))))
            )
    return found


def is_worth_showing(facts: Facts) -> bool:
    """To the person: is there a fact for about wish, experience, languages or skills?"""
    return facts.has_topic(Topic.WISH, Topic.EXPERIENCE, Topic.LANGUAGE, Topic.SKILL)


def is_worth_considering(facts: Facts) -> bool:
    """Is this person worth considering for the opening?

    They want it or a near trade, have done it or speak its languages, without dealbreaker.
    The same field is enough only while the trade of one of the two is unknown, with a fact
    about experience, languages or skills.
    """
    has_reason = facts.has_fact(
        *WISHED_KEYS, *ONE_STEP_KEYS, *ALIKE_KEYS
    ) or has_useful_languages(facts)
    maybe = facts.has_fact("wished_family") and facts.has_topic(
        Topic.EXPERIENCE, Topic.LANGUAGE, Topic.SKILL
    )
    return (has_reason or maybe) and not facts.has_dealbreaker


def has_useful_languages(facts: Facts) -> bool:
    """Does the person speak two languages useful there, besides French?"""
    return any(
        fact.key == "speaks" and len(set(fact.about) - {FRENCH}) > 1
        for fact in facts.for_
    )


def _opening_sort_key(
    person: PersonProfile, opening: OpeningProfile, facts: Facts, trades: TradeGraph
) -> tuple[object, ...]:
    wish_similarity = max(
        [
            trades.similarity(goal.code, opening.code)
            for goal in person.goals
            if goal.code
        ],
        default=0.0,
    )
    past_similarity = max(
        [
            trades.similarity(past.code, opening.code)
            for past in person.done
            if past.code
        ],
        default=0.0,
    )
    return (
        bool(facts.against),
        _steps_from_wish(facts),
        not has_useful_languages(facts),
        -round(wish_similarity + 0.3 * past_similarity, 2),  # a wish before the past
        not facts.has_fact(*SAME_FIELD_KEYS),
        not facts.has_topic(Topic.LANGUAGE),
        not facts.has_topic(Topic.SKILL, Topic.EXPERIENCE),
        -len(person.word_prefixes & opening.word_prefixes),
        opening.folded_title,
    )


def _steps_from_wish(facts: Facts) -> int:
    """0 for the wish itself, up to 3 for what only resembles it."""
    if facts.has_fact(*WISHED_KEYS):
        return 0
    if facts.has_fact(*ONE_STEP_KEYS) or has_useful_languages(facts):
        return 1
    return 2 if facts.has_fact(*TWO_STEP_KEYS, *ALIKE_KEYS) else 3
