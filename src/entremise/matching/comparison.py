"""Comparison of one person with one opening, topic by topic.

The facts are in reading order: affinities first, then requirements.
"""

from operator import itemgetter
from typing import TypeVar

from .facts import (
    NO_FACTS,
    Facts,
    Topic,
    fact_against,
    fact_for,
    fact_to_ask,
    merge_facts,
)
from .profiles import OpeningProfile, PastTrade, PersonProfile, TradeGoal
from .trades import EmptyTradeGraph, TradeGraph, TradeRelation

GoalOrPast = TypeVar("GoalOrPast", TradeGoal, PastTrade)
NEAREST = tuple(TradeRelation)
FRENCH = "fr"  # needed in every opening, whether it says so or not
DAY_TIMES, NIGHT_TIMES = frozenset({"day", "morning"}), frozenset({"night", "evening"})


def compare_with_opening(
    person: PersonProfile, opening: OpeningProfile, *, trades: TradeGraph | None = None
) -> Facts:
    """All the facts about this person and this opening."""
    return merge_facts(
        (
            affinity_facts(person, opening, trades or EmptyTradeGraph()),
            requirement_facts(person, opening),
        )
    )


def affinity_facts(
    person: PersonProfile, opening: OpeningProfile, trades: TradeGraph
) -> Facts:
    """What leads this person to this opening: wish, experience, languages, skills."""
    return merge_facts(
        (
            _wish(person, opening, trades),
            _experience(person, opening, trades),
            _languages(person, opening),
            _skills(person, opening),
        )
    )


def requirement_facts(person: PersonProfile, opening: OpeningProfile) -> Facts:
    """What the opening requires of this person, and the obstacles removed there."""
    return merge_facts(
        (
            _contract(person, opening),
            mobility_facts(person, opening.departements),
            _hours(person, opening),
            _required_lists(person, opening),
            needs_facts(person, opening.removed, opening.promised),
        )
    )


def has_dealbreaker(person: PersonProfile, opening: OpeningProfile) -> bool:
    """Is there a dealbreaker between them? Computed without making facts, to be fast."""
    return (
        _too_far(person, opening.departements)
        or not person.not_at.isdisjoint(opening.times)
        or not opening.requires <= person.holds
    )


def _wish(person: PersonProfile, opening: OpeningProfile, trades: TradeGraph) -> Facts:
    if not person.goals:
        return fact_to_ask(Topic.WISH, "wish_unknown")
    if wished := of_same_trade(person.goals, opening.rome, opening.title_prefixes):
        return fact_for(Topic.WISH, "wished_occupation", wished[0].occupation)
    if code := opening.code:
        if likely := [goal for goal in person.goals if goal.code == code]:
            return fact_for(Topic.WISH, "likely_occupation", likely[0].occupation)
        # Only the code of a wish that is certain has near trades.
        related = [
            (trades.related_trades(goal.rome), goal.occupation)
            for goal in person.goals
            if goal.rome
        ]
        if near := [
            (NEAREST.index(relations[code]), name)
            for relations, name in related
            if code in relations
        ]:
            nearest, name = min(near, key=itemgetter(0))
            return fact_for(Topic.WISH, f"{NEAREST[nearest]}_occupation", name)
    if not opening.family:
        return NO_FACTS
    if opening.family in person.families:
        both_known = opening.code and all(
            goal.code for goal in person.goals if goal.family == opening.family
        )
        return fact_for(
            Topic.WISH, "same_family" if both_known else "wished_family", opening.family
        )
    return fact_to_ask(Topic.WISH, "other_family", opening.family)


def _experience(
    person: PersonProfile, opening: OpeningProfile, trades: TradeGraph
) -> Facts:
    if same := of_same_trade(person.done, opening.rome, opening.prefixes):
        return fact_for(Topic.EXPERIENCE, "did_before", *(past.title for past in same))
    code = opening.code
    if not code or not person.done:
        return NO_FACTS
    if likely := [past.title for past in person.done if past.code == code]:
        return fact_for(Topic.EXPERIENCE, "likely_done", *likely)
    near = [
        past.title
        for past in person.done
        if trades.related_trades(past.rome).get(code)
        in (TradeRelation.NEAR, TradeRelation.ALIKE)
    ]
    return fact_for(Topic.EXPERIENCE, "near_done", *near) if near else NO_FACTS


def of_same_trade(
    trades: tuple[GoalOrPast, ...], rome: str, prefixes: frozenset[str]
) -> list[GoalOrPast]:
    """Those of this trade: by code when both are known, else by words."""
    return [
        one
        for one in trades
        if (
            one.rome == rome
            if one.rome and rome
            else one.word_prefixes and one.word_prefixes <= prefixes
        )
    ]


def _languages(person: PersonProfile, opening: OpeningProfile) -> Facts:
    if not opening.languages:
        return _french(person, opening)
    parts = []
    if spoken := [code for code in opening.languages if code in person.spoken]:
        parts.append(fact_for(Topic.LANGUAGE, "speaks", *spoken))
    for code in opening.languages:
        if code not in person.spoken and code != FRENCH:
            level = person.languages.get(code, "")
            parts.append(
                fact_to_ask(Topic.LANGUAGE, "level_to_check", code, level)
                if level
                else _not_spoken(code)
            )
    return merge_facts((*parts, _french(person, opening)))


def _french(person: PersonProfile, opening: OpeningProfile) -> Facts:
    """The level of French is a question when it is low, even if the opening does not name it.

    Not where the company says that little French is enough.
    """
    level = person.languages.get(FRENCH, "")
    if FRENCH in person.spoken or not (level or FRENCH in opening.languages):
        return NO_FACTS
    if "french" in opening.removed:
        return fact_for(Topic.NEEDS, "little_french_is_enough")
    return (
        fact_to_ask(Topic.LANGUAGE, "level_to_check", FRENCH, level)
        if level
        else _not_spoken(FRENCH)
    )


def _not_spoken(code: str) -> Facts:
    return fact_to_ask(Topic.LANGUAGE, "not_spoken", code)


def _skills(person: PersonProfile, opening: OpeningProfile) -> Facts:
    known = [
        words for words, prefixes in person.abilities if prefixes <= opening.prefixes
    ]
    if not (opening.meets_people and person.with_people):
        return fact_for(Topic.SKILL, "knows", *known) if known else NO_FACTS
    others = [words for words in known if words not in person.with_people]
    at_ease = fact_for(Topic.SKILL, "at_ease_with_people", *person.with_people)
    return (
        merge_facts((at_ease, fact_for(Topic.SKILL, "knows", *others)))
        if others
        else at_ease
    )


def _contract(person: PersonProfile, opening: OpeningProfile) -> Facts:
    if not opening.contract:
        return NO_FACTS
    if not person.contracts:
        return fact_to_ask(Topic.CONTRACT, "contract_unknown", opening.contract)
    if opening.contract in person.contracts:
        return fact_for(Topic.CONTRACT, "contract_wished", opening.contract)
    return fact_against(Topic.CONTRACT, "contract_not_wished", opening.contract)


def mobility_facts(person: PersonProfile, departements: frozenset[str]) -> Facts:
    if not departements or not person.departements:
        return fact_to_ask(Topic.MOBILITY, "journey_unknown")
    if _too_far(person, departements):
        return fact_against(Topic.MOBILITY, "out_of_reach", *sorted(departements))
    return fact_for(
        Topic.MOBILITY, "within_reach", *sorted(person.departements & departements)
    )


def _too_far(person: PersonProfile, departements: frozenset[str]) -> bool:
    return bool(
        person.departements and departements
    ) and person.departements.isdisjoint(departements)


def _hours(person: PersonProfile, opening: OpeningProfile) -> Facts:
    if cannot := person.not_at & opening.times:
        return fact_against(Topic.HOURS, "hours_impossible", *sorted(cannot))
    by_day = (
        opening.times <= DAY_TIMES and person.not_at and person.not_at <= NIGHT_TIMES
    )
    if opening.times and (opening.times <= person.times or by_day):
        return fact_for(Topic.HOURS, "hours_fit", opening.hours)
    if person.hours and opening.hours:
        return fact_to_ask(Topic.HOURS, "hours_to_compare", person.hours, opening.hours)
    if opening.hours:
        return fact_to_ask(Topic.HOURS, "hours_of_job", opening.hours)
    return (
        fact_to_ask(Topic.HOURS, "hours_of_person", person.hours)
        if person.hours
        else NO_FACTS
    )


def _required_lists(person: PersonProfile, opening: OpeningProfile) -> Facts:
    """For each closed list: what is missing, else that all is held."""
    parts = []
    for name in sorted({required.list for required in opening.requires}):
        asked = {required.key for required in opening.requires if required.list == name}
        held = {required.key for required in person.holds if required.list == name}
        if missing := asked - held:
            parts.append(
                fact_against(Topic.REQUIRED, f"{name}_missing", *sorted(missing))
            )
        else:
            parts.append(fact_for(Topic.REQUIRED, f"{name}_held", *sorted(asked)))
    return merge_facts(parts)


def needs_facts(person: PersonProfile, removed: frozenset[str], promised: str) -> Facts:
    """What the person needs to succeed, and what the company removed or promises."""
    return merge_facts(
        (
            fact_to_ask(Topic.NEEDS, "needs_to_prepare", person.needs)
            if person.needs
            else NO_FACTS,
            fact_for(Topic.NEEDS, "obstacles_removed", *sorted(removed))
            if removed
            else NO_FACTS,
            fact_for(Topic.NEEDS, "company_promises", promised)
            if promised
            else NO_FACTS,
        )
    )
