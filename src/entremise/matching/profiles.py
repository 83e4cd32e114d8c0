"""Inputs of matching: what a person wants, can do and needs; what an opening asks. No identity."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .prefixes import prefix_variants, strip_accents, word_prefixes

# of a language, from none to native
LEVELS = ("", "notions", "everyday", "work", "fluent", "native")
WORKING_LEVEL = LEVELS.index("work")


class Requirement(NamedTuple):
    """One choice of a closed list, without which a job cannot be done."""

    list: str  # as the facts name it: "licence"
    key: str


@dataclass(frozen=True)
class TradeGoal:
    family: str
    occupation: str = ""
    rome: str = ""  # ROME code, chosen or from the exact name of a trade
    likely: str = ""  # otherwise the likeliest code

    @cached_property
    def code(self) -> str:
        return self.rome or self.likely

    @cached_property
    def word_prefixes(self) -> frozenset[str]:
        return word_prefixes(self.occupation)


@dataclass(frozen=True)
class PastTrade:
    """Something done before."""

    title: str
    rome: str = ""
    likely: str = ""

    @cached_property
    def code(self) -> str:
        return self.rome or self.likely

    @cached_property
    def word_prefixes(self) -> frozenset[str]:
        return word_prefixes(self.title)


@dataclass(frozen=True)
class PersonProfile:
    """What somebody wants, can do and needs. No identity."""

    goals: tuple[TradeGoal, ...] = ()
    done: tuple[PastTrade, ...] = ()
    skills: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    with_people: tuple[str, ...] = ()  # strengths that say they are at ease with people
    # ISO 639-1 code → level
    languages: Mapping[str, str] = field(default_factory=dict)
    contracts: frozenset[str] = frozenset()
    departements: frozenset[str] = frozenset()  # where they can work
    hours: str = ""  # in their own words
    # times at which they can work: "day", "evening"…
    times: frozenset[str] = frozenset()
    not_at: frozenset[str] = frozenset()  # times at which they cannot work
    holds: frozenset[Requirement] = frozenset()  # of what openings may require
    needs: str = ""  # what they need to succeed, in their words

    @cached_property
    def families(self) -> frozenset[str]:
        return frozenset(goal.family for goal in self.goals if goal.family)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Languages in which they can work."""
        return frozenset(
            code
            for code, level in self.languages.items()
            if LEVELS.index(level) >= WORKING_LEVEL
        )

    @cached_property
    def abilities(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Skills and strengths, with the prefixes of their words."""
        abilities = (
            (words, word_prefixes(words))
            for words in dict.fromkeys((*self.skills, *self.strengths))
        )
        return tuple((words, prefixes) for words, prefixes in abilities if prefixes)

    @cached_property
    def word_prefixes(self) -> frozenset[str]:
        """Prefixes of all the words of their goals, past trades, skills and strengths."""
        sources = (
            (goal.word_prefixes for goal in self.goals),
            (past.word_prefixes for past in self.done),
            (prefixes for _words, prefixes in self.abilities),
        )
        return frozenset().union(
            *(prefixes for source in sources for prefixes in source)
        )


@dataclass(frozen=True)
class OpeningProfile:
    title: str
    family: str = ""
    rome: str = ""
    likely: str = ""  # as for a goal
    text: str = ""  # description of the job, or work that is left undone
    meets_people: bool = False  # contact with customers, visitors, the public
    contract: str = ""
    departements: frozenset[str] = frozenset()  # any of them
    languages: tuple[str, ...] = ()  # useful there
    hours: str = ""
    times: frozenset[str] = frozenset()  # times of work, as above
    requires: frozenset[Requirement] = frozenset()  # all of them
    # obstacles that the company removed: "diploma", "french"…
    removed: frozenset[str] = frozenset()
    promised: str = ""  # what the company promises, in its words

    @cached_property
    def code(self) -> str:
        return self.rome or self.likely

    @cached_property
    def folded_title(self) -> str:
        return strip_accents(self.title)

    @cached_property
    def title_prefixes(self) -> frozenset[str]:
        return prefix_variants(self.title)

    @cached_property
    def prefixes(self) -> frozenset[str]:
        return self.title_prefixes | prefix_variants(self.text)

    @cached_property
    def word_prefixes(self) -> frozenset[str]:
        return word_prefixes(f"{self.title} {self.text}")
