"""The two sides: what somebody wants, can do and needs, and what a job is.

What is looked up often is prepared once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .prefixes import fold_text, prefix_variants, word_prefixes

# of a language, from none to the first one
LEVELS = ("", "notions", "everyday", "work", "fluent", "native")
WORKING_LEVEL = LEVELS.index("work")


@dataclass(frozen=True)
class TradeGoal:
    family: str
    occupation: str = ""
    rome: str = ""  # chosen, or the very name of one trade
    likely: str = ""  # else the likeliest code

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
    """What somebody wants, can do and needs. Nobody's identity."""

    goals: tuple[TradeGoal, ...] = ()
    done: tuple[PastTrade, ...] = ()
    skills: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    with_people: tuple[str, ...] = ()  # those that say they are at ease with people
    # ISO 639-1 code -> level
    languages: Mapping[str, str] = field(default_factory=dict)
    contracts: frozenset[str] = frozenset()
    departements: frozenset[str] = frozenset()  # where they can work
    hours: str = ""  # in their words
    # times they say they work at: "day", "evening"…
    times: frozenset[str] = frozenset()
    not_at: frozenset[str] = frozenset()  # times they cannot work at
    licences: frozenset[str] = frozenset()
    needs: str = ""  # what they need to succeed, in their words

    @cached_property
    def families(self) -> frozenset[str]:
        return frozenset(goal.family for goal in self.goals if goal.family)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Languages they work in."""
        return frozenset(
            code
            for code, level in self.languages.items()
            if LEVELS.index(level) >= WORKING_LEVEL
        )

    @cached_property
    def abilities(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Skills and strengths, with the beginnings of their words."""
        told = (
            (words, word_prefixes(words))
            for words in dict.fromkeys((*self.skills, *self.strengths))
        )
        return tuple((words, starts) for words, starts in told if starts)

    @cached_property
    def word_prefixes(self) -> frozenset[str]:
        """Beginnings of all the words they say of their wishes, crafts, skills and strengths."""
        said = (
            (goal.word_prefixes for goal in self.goals),
            (past.word_prefixes for past in self.done),
            (s for _w, s in self.abilities),
        )
        return frozenset().union(*(starts for some in said for starts in some))


@dataclass(frozen=True)
class OpeningProfile:
    title: str
    family: str = ""
    rome: str = ""
    likely: str = ""  # as for a goal
    text: str = ""  # description, or what is left undone
    meets_people: bool = False  # customers, visitors, the public
    contract: str = ""
    departements: frozenset[str] = frozenset()  # any of them
    languages: tuple[str, ...] = ()  # useful there
    hours: str = ""
    times: frozenset[str] = frozenset()  # when one works there, as above
    licences: frozenset[str] = frozenset()
    # the obstacles the company removed: "diploma", "french"…
    removed: frozenset[str] = frozenset()
    promised: str = ""  # and what it promises, in its words

    @cached_property
    def code(self) -> str:
        return self.rome or self.likely

    @cached_property
    def folded_title(self) -> str:
        return fold_text(self.title)

    @cached_property
    def title_prefixes(self) -> frozenset[str]:
        return prefix_variants(self.title)

    @cached_property
    def prefixes(self) -> frozenset[str]:
        return self.title_prefixes | prefix_variants(self.text)

    @cached_property
    def word_prefixes(self) -> frozenset[str]:
        return word_prefixes(f"{self.title} {self.text}")
