import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from .trades import Kin, Kinship, NoKinship

VERSION = "2"  # of these rules: a human's choice is journalled with it

LEVELS = ("", "notions", "everyday", "work", "fluent", "native")  # of a language, from none to the first one
AT_WORK = LEVELS.index("work")
EVERYBODY_S = "fr"  # spoken in every opening: it is asked about, it is not what somebody alone brings


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
    OPENING = "opening"
    HIRED = "hired"
    ACTIVITY = "activity"
    MET = "met"


@dataclass(frozen=True)
class Goal:
    family: str
    occupation: str = ""
    rome: str = ""  # chosen, or the very name of one trade
    likely: str = ""  # else the likeliest code

    @property
    def code(self) -> str:
        return self.rome or self.likely


@dataclass(frozen=True)
class Past:
    """Something done before."""

    title: str
    rome: str = ""
    likely: str = ""

    @property
    def code(self) -> str:
        return self.rome or self.likely


@dataclass(frozen=True)
class Person:
    """What somebody wants, can do and needs. Nobody's identity."""

    goals: tuple[Goal, ...] = ()
    done: tuple[Past, ...] = ()
    skills: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)  # ISO 639-1 code -> level
    contracts: frozenset[str] = frozenset()
    departements: frozenset[str] = frozenset()  # where they can work
    hours: str = ""  # in their words
    not_at: frozenset[str] = frozenset()  # times they cannot work at: "night", "weekend"…
    licences: frozenset[str] = frozenset()
    needs: str = ""  # what they need to succeed, in their words


@dataclass(frozen=True)
class Opening:
    title: str
    family: str = ""
    rome: str = ""
    likely: str = ""  # as for a goal
    text: str = ""  # description, or what is left undone
    contract: str = ""
    departements: frozenset[str] = frozenset()  # any of them
    languages: tuple[str, ...] = ()  # useful there
    hours: str = ""
    times: frozenset[str] = frozenset()  # when one works there, as in ``not_at``
    licences: frozenset[str] = frozenset()
    removed: str = ""  # the obstacles the company removed, in its words

    @property
    def code(self) -> str:
        return self.rome or self.likely


HARD = frozenset({Topic.MOBILITY, Topic.HOURS, Topic.LICENCE})


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
        if other is NOTHING or self is NOTHING:
            return self if other is NOTHING else other
        return Facts(self.for_ + other.for_, self.against + other.against, self.to_ask + other.to_ask)

    def has(self, *topics: Topic) -> bool:
        """Does a fact *for* speak of one of these?"""
        return any(fact.topic in topics for fact in self.for_)

    def says(self, *keys: str) -> bool:
        """Is one of these among the facts *for*?"""
        return any(fact.says in keys for fact in self.for_)

    @property
    def broken(self) -> bool:
        """A fact that no goodwill bends: too far, at hours they cannot work, without the licence."""
        return any(fact.topic in HARD for fact in self.against)


def for_(topic: Topic, says: str, *about: str) -> Facts:
    return Facts(for_=(Fact(topic, says, about),))


def against(topic: Topic, says: str, *about: str) -> Facts:
    return Facts(against=(Fact(topic, says, about),))


def ask(topic: Topic, says: str, *about: str) -> Facts:
    return Facts(to_ask=(Fact(topic, says, about),))


NOTHING = Facts()


def compare(person: Person, opening: Opening, *, trades: Kinship | None = None) -> Facts:
    """Everything that can be said of this person and this opening, subject by subject."""
    known = trades or NoKinship()
    return (
        _wish(person, opening, known)
        + _experience(person, opening, known)
        + _languages(person, opening)
        + _skills(person, opening)
        + _contract(person, opening)
        + mobility(person, opening.departements)
        + _hours(person, opening)
        + _licences(person, opening)
        + _needs(person, opening)
    )


def worth_showing(facts: Facts) -> bool:
    """For one person: something of their own leads there, a wish, a craft, a language, something lived."""
    return facts.has(Topic.WISH, Topic.EXPERIENCE, Topic.LANGUAGE, Topic.SKILL)


def worth_thinking_of(facts: Facts) -> bool:
    """For one opening: this person wishes for it or for a near trade, did it, or brings its languages; and may."""
    leads = facts.says(*_WISHED, *_ONE_STEP, *_ALIKE) or brings_languages(facts)
    field = facts.says("wished_family") and facts.has(Topic.EXPERIENCE, Topic.LANGUAGE, Topic.SKILL)
    return (leads or field) and not facts.broken


def brings_languages(facts: Facts) -> bool:
    """Two languages that are useful there, besides the one everybody speaks: what this person alone may bring."""
    return any(fact.says == "speaks" and len(set(fact.about) - {EVERYBODY_S}) > 1 for fact in facts.for_)


T = TypeVar("T")
_WISHED = ("wished_occupation", "likely_occupation")
_ONE_STEP = ("near_occupation", "did_before", "likely_done")
_TWO_STEPS = ("next_occupation", "near_done")
_ALIKE = ("alike_occupation",)


def openings_in_order(
    person: Person, found: Iterable[tuple[T, Opening, Facts]], *, trades: Kinship | None = None
) -> list[tuple[T, Facts]]:
    """For one person: what they wish for first, then what is near. Openings are ordered, never people."""
    known = trades or NoKinship()
    words = _mine(person)
    ranked = sorted(found, key=lambda lead: _place(person, lead[1], lead[2], known, words))
    return [(thing, facts) for thing, _opening, facts in ranked]


def _place(person: Person, opening: Opening, facts: Facts, trades: Kinship, words: set[str]) -> tuple[object, ...]:
    like = max((trades.likeness(goal.code, opening.code) for goal in person.goals if goal.code), default=0.0)
    done = max((trades.likeness(past.code, opening.code) for past in person.done if past.code), default=0.0)
    return (
        bool(facts.against),
        _steps(facts),
        -round(like + 0.3 * done, 2),  # a wish before the past
        not facts.says("wished_family"),
        not facts.has(Topic.LANGUAGE),
        not facts.has(Topic.SKILL, Topic.EXPERIENCE),
        -len(words & _beginnings(f"{opening.title} {opening.text}")),
        folded(opening.title),
    )


def _steps(facts: Facts) -> int:
    """From the wish itself to what only resembles it."""
    if facts.says(*_WISHED):
        return 0
    if facts.says(*_ONE_STEP) or brings_languages(facts):
        return 1
    return 2 if facts.says(*_TWO_STEPS) else 3


def _wish(person: Person, opening: Opening, trades: Kinship) -> Facts:
    if not person.goals:
        return ask(Topic.WISH, "wish_unknown")
    for goal in person.goals:
        if _same(goal.occupation, goal.rome, opening):
            return for_(Topic.WISH, "wished_occupation", goal.occupation)
    for goal in person.goals:
        if goal.code and goal.code == opening.code:
            return for_(Topic.WISH, "likely_occupation", goal.occupation)
    # Near is only said of a wish that is sure.
    ways = {trades.kin(goal.rome).get(opening.code): goal for goal in reversed(person.goals) if opening.code}
    for kin in Kin:
        if kin in ways:
            return for_(Topic.WISH, f"{kin}_occupation", ways[kin].occupation)
    if not opening.family:
        return NOTHING
    if any(goal.family == opening.family for goal in person.goals):
        return for_(Topic.WISH, "wished_family", opening.family)
    return ask(Topic.WISH, "other_family", opening.family)


def _experience(person: Person, opening: Opening, trades: Kinship) -> Facts:
    lived = [past.title for past in person.done if _same(past.title, past.rome, opening, opening.text)]
    if lived:
        return for_(Topic.EXPERIENCE, "did_before", *lived)
    if not opening.code:
        return NOTHING
    likely = [past.title for past in person.done if past.code == opening.code]
    if likely:
        return for_(Topic.EXPERIENCE, "likely_done", *likely)
    near = [past.title for past in person.done if trades.kin(past.rome).get(opening.code) in (Kin.NEAR, Kin.ALIKE)]
    return for_(Topic.EXPERIENCE, "near_done", *near) if near else NOTHING


def _same(title: str, rome: str, opening: Opening, text: str = "") -> bool:
    """The same trade: the same code when both are known, else the same words."""
    return same_trade(title, rome, f"{opening.title} {text}", opening.rome)


def same_trade(title: str, code: str, other_title: str, other_code: str) -> bool:
    return code == other_code if code and other_code else close(title, other_title)


def _languages(person: Person, opening: Opening) -> Facts:
    facts = NOTHING
    spoken = [code for code in opening.languages if LEVELS.index(person.languages.get(code, "")) >= AT_WORK]
    if spoken:
        facts += for_(Topic.LANGUAGE, "speaks", *spoken)
    for code in opening.languages:
        level = person.languages.get(code, "")
        if code in spoken:
            continue
        about = ("level_to_check", code, level) if level else ("not_spoken", code)
        facts += ask(Topic.LANGUAGE, *about)
    return facts


def _skills(person: Person, opening: Opening) -> Facts:
    text = f"{opening.title} {opening.text}"
    known = [skill for skill in dict.fromkeys((*person.skills, *person.strengths)) if close(skill, text)]
    return for_(Topic.SKILL, "knows", *known) if known else NOTHING


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
    common = person.departements & departements
    if common:
        return for_(Topic.MOBILITY, "within_reach", *sorted(common))
    return against(Topic.MOBILITY, "out_of_reach", *sorted(departements))


def _hours(person: Person, opening: Opening) -> Facts:
    cannot = sorted(person.not_at & opening.times)
    if cannot:
        return against(Topic.HOURS, "hours_impossible", *cannot)
    if person.hours or opening.hours:
        return ask(Topic.HOURS, "hours_to_compare", person.hours, opening.hours)
    return NOTHING


def _licences(person: Person, opening: Opening) -> Facts:
    missing = sorted(opening.licences - person.licences)
    if missing:
        return against(Topic.LICENCE, "licence_missing", *missing)
    return for_(Topic.LICENCE, "licence_held", *sorted(opening.licences)) if opening.licences else NOTHING


def _needs(person: Person, opening: Opening) -> Facts:
    facts = ask(Topic.NEEDS, "needs_to_prepare", person.needs) if person.needs else NOTHING
    return facts + (for_(Topic.NEEDS, "obstacles_removed", opening.removed) if opening.removed else NOTHING)


def folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


# Words that are in every job's description and say nothing of this one.
_COMMON = frozenset(
    ["avec", "pour", "dans", "chez", "entre", "sans", "plus", "tres", "bien", "aussi", "faire", "etre", "avoir"]
)
_BEGINNING = 5  # letters by which two forms of a word are known: vendeur, vendeuse


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", folded(text))) - _COMMON


@lru_cache(maxsize=1 << 15)
def _beginnings(text: str) -> frozenset[str]:
    return frozenset(word[:_BEGINNING] for word in _words(text))


@lru_cache(maxsize=1 << 15)
def _heads(text: str) -> frozenset[str]:
    """All that a word of this text may begin with."""
    found = _words(text)
    return frozenset(word[:length] for word in found for length in (4, _BEGINNING))


def _mine(person: Person) -> set[str]:
    """Beginnings of the words somebody says of their wishes, crafts and skills."""
    said = [goal.occupation for goal in person.goals] + [past.title for past in person.done]
    return set(_beginnings(" ".join([*said, *person.skills, *person.strengths])))


def close(few: str, many: str) -> bool:
    """Every word of the first text begins like a word of the second one."""
    wanted = _beginnings(few)
    return bool(wanted) and wanted <= _heads(many)
