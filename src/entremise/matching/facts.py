"""What can be said of somebody and a lead: facts for, facts against, things to ask. None is
a number.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

RULES_VERSION = "3"  # of these rules: a human's choice is journalled with it


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


DEALBREAKERS = frozenset({Topic.MOBILITY, Topic.HOURS, Topic.LICENCE})


@dataclass(frozen=True)
class Fact:
    """``says`` is a key.

    The words are chosen where it is shown. ``about``: codes or the person's own words.
    """

    topic: Topic
    key: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    for_: tuple[Fact, ...] = ()
    against: tuple[Fact, ...] = ()
    to_ask: tuple[Fact, ...] = ()

    def has_topic(self, *topics: Topic) -> bool:
        """Does a fact *for* speak of one of these?"""
        return bool(self.for_) and any(fact.topic in topics for fact in self.for_)

    def has_fact(self, *keys: str) -> bool:
        """Is one of these among the facts *for*?"""
        return any(fact.key in keys for fact in self.for_)

    @property
    def has_dealbreaker(self) -> bool:
        """A fact that no goodwill bends: too far, at hours they cannot work, without the
        licence.
        """
        return any(fact.topic in DEALBREAKERS for fact in self.against)


NO_FACTS = Facts()


def merge_facts(parts: Iterable[Facts]) -> Facts:
    told = [part for part in parts if part is not NO_FACTS]
    if len(told) == 1:
        return told[0]
    in_favour: tuple[Fact, ...] = ()
    opposed: tuple[Fact, ...] = ()
    questions: tuple[Fact, ...] = ()
    for part in told:
        in_favour += part.for_
        opposed += part.against
        questions += part.to_ask
    return Facts(in_favour, opposed, questions) if told else NO_FACTS


# The same few things are said of most pairs: each is written once.


@lru_cache(maxsize=1 << 14)
def fact_for(topic: Topic, says: str, *about: str) -> Facts:
    return Facts(for_=(Fact(topic, says, about),))


@lru_cache(maxsize=1 << 14)
def fact_against(topic: Topic, says: str, *about: str) -> Facts:
    return Facts(against=(Fact(topic, says, about),))


@lru_cache(maxsize=1 << 14)
def fact_to_ask(topic: Topic, says: str, *about: str) -> Facts:
    return Facts(to_ask=(Fact(topic, says, about),))
