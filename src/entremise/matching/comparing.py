"""One person and one opening, subject by subject.

The order is that of reading: what leads there, then what it asks.
"""

from operator import itemgetter
from typing import TypeVar

from .facts import NOTHING, Facts, Topic, against, ask, for_, together
from .sides import Goal, Opening, Past, Person
from .trades import Kin, Kinship, NoKinship

Told = TypeVar("Told", Goal, Past)
NEAREST = tuple(Kin)
FRENCH = "fr"  # spoken in every opening, said or not
DAYTIME, NIGHTLY = frozenset({"day", "morning"}), frozenset({"night", "evening"})


def compare(
    person: Person, opening: Opening, *, trades: Kinship | None = None
) -> Facts:
    """Everything that can be said of this person and this opening."""
    return together(
        (leads(person, opening, trades or NoKinship()), asked(person, opening))
    )


def leads(person: Person, opening: Opening, trades: Kinship) -> Facts:
    """What in this person leads to this opening: a wish, a craft, languages, something they
    can do.
    """
    return together(
        (
            _wish(person, opening, trades),
            _experience(person, opening, trades),
            _languages(person, opening),
            _skills(person, opening),
        )
    )


def asked(person: Person, opening: Opening) -> Facts:
    """What the opening asks of them, and what was made easier there."""
    return together(
        (
            _contract(person, opening),
            mobility(person, opening.departements),
            _hours(person, opening),
            _licences(person, opening),
            needs(person, opening.removed, opening.promised),
        )
    )


def walled(person: Person, opening: Opening) -> bool:
    """Is a fact that no goodwill bends against them? By sets alone, before anything is said."""
    return (
        _too_far(person, opening.departements)
        or not person.not_at.isdisjoint(opening.times)
        or not opening.licences <= person.licences
    )


def _wish(person: Person, opening: Opening, trades: Kinship) -> Facts:
    if not person.goals:
        return ask(Topic.WISH, "wish_unknown")
    if wished := same_trade(person.goals, opening.rome, opening.title_heads):
        return for_(Topic.WISH, "wished_occupation", wished[0].occupation)
    if code := opening.code:
        if likely := [goal for goal in person.goals if goal.code == code]:
            return for_(Topic.WISH, "likely_occupation", likely[0].occupation)
        # Near is only said of a wish that is sure.
        ways = [
            (trades.kin(goal.rome), goal.occupation)
            for goal in person.goals
            if goal.rome
        ]
        if near := [
            (NEAREST.index(kin[code]), words) for kin, words in ways if code in kin
        ]:
            nearest, words = min(near, key=itemgetter(0))
            return for_(Topic.WISH, f"{NEAREST[nearest]}_occupation", words)
    if not opening.family:
        return NOTHING
    if opening.family in person.families:
        told_apart = opening.code and all(
            goal.code for goal in person.goals if goal.family == opening.family
        )
        return for_(
            Topic.WISH, "same_family" if told_apart else "wished_family", opening.family
        )
    return ask(Topic.WISH, "other_family", opening.family)


def _experience(person: Person, opening: Opening, trades: Kinship) -> Facts:
    if lived := same_trade(person.done, opening.rome, opening.heads):
        return for_(Topic.EXPERIENCE, "did_before", *(past.title for past in lived))
    code = opening.code
    if not code or not person.done:
        return NOTHING
    if likely := [past.title for past in person.done if past.code == code]:
        return for_(Topic.EXPERIENCE, "likely_done", *likely)
    near = [
        past.title
        for past in person.done
        if trades.kin(past.rome).get(code) in (Kin.NEAR, Kin.ALIKE)
    ]
    return for_(Topic.EXPERIENCE, "near_done", *near) if near else NOTHING


def same_trade(said: tuple[Told, ...], rome: str, heads: frozenset[str]) -> list[Told]:
    """Those that are this trade: the same code when both are known, else the same words."""
    return [
        one
        for one in said
        if (one.rome == rome if one.rome and rome else one.words and one.words <= heads)
    ]


def _languages(person: Person, opening: Opening) -> Facts:
    if not opening.languages:
        return _french(person, opening)
    parts = []
    if spoken := [code for code in opening.languages if code in person.spoken]:
        parts.append(for_(Topic.LANGUAGE, "speaks", *spoken))
    for code in opening.languages:
        if code not in person.spoken and code != FRENCH:
            level = person.languages.get(code, "")
            parts.append(
                ask(Topic.LANGUAGE, "level_to_check", code, level)
                if level
                else _not_spoken(code)
            )
    return together((*parts, _french(person, opening)))


def _french(person: Person, opening: Opening) -> Facts:
    """Asked about wherever it is said to be little, even where no ad says so.

    No question where little is enough.
    """
    level = person.languages.get(FRENCH, "")
    if FRENCH in person.spoken or not (level or FRENCH in opening.languages):
        return NOTHING
    if "french" in opening.removed:
        return for_(Topic.NEEDS, "little_french_is_enough")
    return (
        ask(Topic.LANGUAGE, "level_to_check", FRENCH, level)
        if level
        else _not_spoken(FRENCH)
    )


def _not_spoken(code: str) -> Facts:
    return ask(Topic.LANGUAGE, "not_spoken", code)


def _skills(person: Person, opening: Opening) -> Facts:
    heads = opening.heads
    known = [words for words, starts in person.abilities if starts <= heads]
    if not (opening.meets_people and person.with_people):
        return for_(Topic.SKILL, "knows", *known) if known else NOTHING
    gift, others = (
        person.with_people,
        [words for words in known if words not in person.with_people],
    )
    told = for_(Topic.SKILL, "at_ease_with_people", *gift)
    return together((told, for_(Topic.SKILL, "knows", *others))) if others else told


def _contract(person: Person, opening: Opening) -> Facts:
    if not opening.contract:
        return NOTHING
    if not person.contracts:
        return ask(Topic.CONTRACT, "contract_unknown", opening.contract)
    if opening.contract in person.contracts:
        return for_(Topic.CONTRACT, "contract_wished", opening.contract)
    return against(Topic.CONTRACT, "contract_not_wished", opening.contract)


def mobility(person: Person, departements: frozenset[str]) -> Facts:
    if not departements or not person.departements:
        return ask(Topic.MOBILITY, "journey_unknown")
    if _too_far(person, departements):
        return against(Topic.MOBILITY, "out_of_reach", *sorted(departements))
    return for_(
        Topic.MOBILITY, "within_reach", *sorted(person.departements & departements)
    )


def _too_far(person: Person, departements: frozenset[str]) -> bool:
    return bool(
        person.departements and departements
    ) and person.departements.isdisjoint(departements)


def _hours(person: Person, opening: Opening) -> Facts:
    if cannot := person.not_at & opening.times:
        return against(Topic.HOURS, "hours_impossible", *sorted(cannot))
    by_day = opening.times <= DAYTIME and person.not_at and person.not_at <= NIGHTLY
    if opening.times and (opening.times <= person.times or by_day):
        return for_(Topic.HOURS, "hours_fit", opening.hours)
    if person.hours and opening.hours:
        return ask(Topic.HOURS, "hours_to_compare", person.hours, opening.hours)
    if opening.hours:
        return ask(Topic.HOURS, "hours_of_job", opening.hours)
    return (
        ask(Topic.HOURS, "hours_of_person", person.hours) if person.hours else NOTHING
    )


def _licences(person: Person, opening: Opening) -> Facts:
    if missing := opening.licences - person.licences:
        return against(Topic.LICENCE, "licence_missing", *sorted(missing))
    return (
        for_(Topic.LICENCE, "licence_held", *sorted(opening.licences))
        if opening.licences
        else NOTHING
    )


def needs(person: Person, removed: frozenset[str], promised: str) -> Facts:
    """What they need to succeed, and what the company took out of the way or promises."""
    return together(
        (
            ask(Topic.NEEDS, "needs_to_prepare", person.needs)
            if person.needs
            else NOTHING,
            for_(Topic.NEEDS, "obstacles_removed", *sorted(removed))
            if removed
            else NOTHING,
            for_(Topic.NEEDS, "company_promises", promised) if promised else NOTHING,
        )
    )
