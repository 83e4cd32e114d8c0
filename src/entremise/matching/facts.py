import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, TypeVar

VERSION = "1"  # of these rules: a human's choice is journalled with it

LEVELS = ("", "notions", "everyday", "work", "fluent", "native")  # of a language, from none to the first one
AT_WORK = LEVELS.index("work")
NEAR: Mapping[str, frozenset[str]] = {}  # occupation code -> codes one can move to; empty: nothing is known


class Topic(StrEnum):
    WISH = "wish"
    EXPERIENCE = "experience"
    LANGUAGE = "language"
    SKILL = "skill"
    CONTRACT = "contract"
    MOBILITY = "mobility"
    HOURS = "hours"
    LICENCE = "licence"
    NEEDS = "needs"


@dataclass(frozen=True)
class Goal:
    family: str
    occupation: str = ""
    rome: str = ""


@dataclass(frozen=True)
class Person:
    """What somebody wants, can do and needs. Nobody's identity."""

    goals: tuple[Goal, ...] = ()
    done: tuple[str, ...] = ()  # titles of what they did before
    skills: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)  # ISO 639-1 code -> level
    contracts: frozenset[str] = frozenset()
    departements: frozenset[str] = frozenset()  # where they can work
    hours: str = ""  # in their words
    licences: frozenset[str] = frozenset()
    needs: str = ""  # what they need to succeed, in their words


@dataclass(frozen=True)
class Opening:
    title: str
    family: str = ""
    rome: str = ""
    text: str = ""  # description, or what is left undone
    contract: str = ""
    departements: frozenset[str] = frozenset()  # any of them
    languages: tuple[str, ...] = ()  # useful there
    hours: str = ""
    licences: frozenset[str] = frozenset()
    removed: str = ""  # the obstacles the company removed, in its words


@dataclass(frozen=True)
class Fact:
    """``says`` is a key; the words are chosen where it is shown. ``about``: codes or the person's own words."""

    topic: Topic
    says: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    for_: tuple[Fact, ...] = ()
    against: tuple[Fact, ...] = ()
    to_ask: tuple[Fact, ...] = ()

    def __add__(self, other: "Facts") -> "Facts":
        return Facts(self.for_ + other.for_, self.against + other.against, self.to_ask + other.to_ask)

    def has(self, *topics: Topic) -> bool:
        """Does a fact *for* speak of one of these?"""
        return any(fact.topic in topics for fact in self.for_)


def _for(topic: Topic, says: str, *about: str) -> Facts:
    return Facts(for_=(Fact(topic, says, about),))


def _against(topic: Topic, says: str, *about: str) -> Facts:
    return Facts(against=(Fact(topic, says, about),))


def _ask(topic: Topic, says: str, *about: str) -> Facts:
    return Facts(to_ask=(Fact(topic, says, about),))


NOTHING = Facts()


def compare(person: Person, opening: Opening, *, near: Mapping[str, frozenset[str]] = NEAR) -> Facts:
    """Everything that can be said of this person and this opening, subject by subject."""
    return (
        _wish(person, opening, near)
        + _experience(person, opening)
        + _languages(person, opening)
        + _skills(person, opening)
        + _contract(person, opening)
        + _mobility(person, opening)
        + _hours(person, opening)
        + _licences(person, opening)
        + _needs(person, opening)
    )


def worth_showing(facts: Facts) -> bool:
    """Something of the person's own leads there: a wish, a craft, a language, something lived."""
    return facts.has(Topic.WISH, Topic.EXPERIENCE, Topic.LANGUAGE, Topic.SKILL)


class Titled(Protocol):
    title: Any


T = TypeVar("T", bound=Titled)


def openings_in_order(found: Iterable[tuple[T, Facts]]) -> list[tuple[T, Facts]]:
    """For one person: what they wish for first, then what they already bring. Openings are ordered, not people."""
    return sorted(
        found,
        key=lambda pair: (
            bool(pair[1].against),
            not pair[1].has(Topic.WISH),
            not pair[1].has(Topic.LANGUAGE),
            not pair[1].has(Topic.SKILL, Topic.EXPERIENCE),
            _folded(pair[0].title),
        ),
    )


def _wish(person: Person, opening: Opening, near: Mapping[str, frozenset[str]]) -> Facts:
    if not person.goals:
        return _ask(Topic.WISH, "wish_unknown")
    for goal in person.goals:
        if (goal.rome and goal.rome == opening.rome) or _close(goal.occupation, opening.title):
            return _for(Topic.WISH, "wished_occupation", goal.occupation)
    for goal in person.goals:
        if goal.rome and opening.rome in near.get(goal.rome, frozenset()):
            return _for(Topic.WISH, "near_occupation", goal.occupation)
    if not opening.family:
        return NOTHING
    if any(goal.family == opening.family for goal in person.goals):
        return _for(Topic.WISH, "wished_family", opening.family)
    return _ask(Topic.WISH, "other_family", opening.family)


def _experience(person: Person, opening: Opening) -> Facts:
    lived = [title for title in person.done if _close(title, f"{opening.title} {opening.text}")]
    return _for(Topic.EXPERIENCE, "did_before", *lived) if lived else NOTHING


def _languages(person: Person, opening: Opening) -> Facts:
    facts = NOTHING
    spoken = [code for code in opening.languages if LEVELS.index(person.languages.get(code, "")) >= AT_WORK]
    if spoken:
        facts += _for(Topic.LANGUAGE, "speaks", *spoken)
    for code in opening.languages:
        level = person.languages.get(code, "")
        if code in spoken:
            continue
        about = ("level_to_check", code, level) if level else ("not_spoken", code)
        facts += _ask(Topic.LANGUAGE, *about)
    return facts


def _skills(person: Person, opening: Opening) -> Facts:
    text = f"{opening.title} {opening.text}"
    known = [skill for skill in (*person.skills, *person.strengths) if _close(skill, text)]
    return _for(Topic.SKILL, "knows", *known) if known else NOTHING


def _contract(person: Person, opening: Opening) -> Facts:
    if not opening.contract:
        return NOTHING
    if not person.contracts:
        return _ask(Topic.CONTRACT, "contract_unknown", opening.contract)
    if opening.contract in person.contracts:
        return _for(Topic.CONTRACT, "contract_wished", opening.contract)
    return _against(Topic.CONTRACT, "contract_not_wished", opening.contract)


def _mobility(person: Person, opening: Opening) -> Facts:
    if not opening.departements or not person.departements:
        return _ask(Topic.MOBILITY, "journey_unknown")
    common = person.departements & opening.departements
    if common:
        return _for(Topic.MOBILITY, "within_reach", *sorted(common))
    return _against(Topic.MOBILITY, "out_of_reach", *sorted(opening.departements))


def _hours(person: Person, opening: Opening) -> Facts:
    if person.hours or opening.hours:
        return _ask(Topic.HOURS, "hours_to_compare", person.hours, opening.hours)
    return NOTHING


def _licences(person: Person, opening: Opening) -> Facts:
    missing = sorted(opening.licences - person.licences)
    if missing:
        return _against(Topic.LICENCE, "licence_missing", *missing)
    return _for(Topic.LICENCE, "licence_held", *sorted(opening.licences)) if opening.licences else NOTHING


def _needs(person: Person, opening: Opening) -> Facts:
    facts = _ask(Topic.NEEDS, "needs_to_prepare", person.needs) if person.needs else NOTHING
    return facts + (_for(Topic.NEEDS, "obstacles_removed", opening.removed) if opening.removed else NOTHING)


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


# Words that are in every job's description and say nothing of this one.
_COMMON = frozenset(
    ["avec", "pour", "dans", "chez", "entre", "sans", "plus", "tres", "bien", "aussi", "faire", "etre", "avoir"]
)
_BEGINNING = 5  # letters by which two forms of a word are known: vendeur, vendeuse


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", _folded(text))) - _COMMON


def _close(few: str, many: str) -> bool:
    """Every word of the first text begins like a word of the second one."""
    wanted, there = _words(few), _words(many)
    return bool(wanted) and all(any(w.startswith(word[:_BEGINNING]) for w in there) for word in wanted)
