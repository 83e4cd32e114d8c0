"""Facts for, against and to ask about a person and an opening. No fact is a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

RULES_VERSION = "3"  # written in the journal with each choice that a human makes


class Topic(StrEnum):
    WISH = "wish"
    EXPERIENCE = "experience"
    LANGUAGE = "language"
    SKILL = "skill"
    CONTRACT = "contract"
    MOBILITY = "mobility"
    HOURS = "hours"
    REQUIRED = "required"  # of a closed list: a licence
    NEEDS = "needs"
    OPENING = "opening"
    HIRED = "hired"
    ACTIVITY = "activity"
    MET = "met"


DEALBREAKERS = frozenset({Topic.MOBILITY, Topic.HOURS, Topic.REQUIRED})


@dataclass(frozen=True)
class Fact:
    """``key``: which sentence to show. ``about``: its details, codes or the person's own words."""

    topic: Topic
    key: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    for_: tuple[Fact, ...] = ()
    against: tuple[Fact, ...] = ()
    to_ask: tuple[Fact, ...] = ()

    def has_topic(self, *topics: Topic) -> bool:
        """Is there a fact *for* about one of these topics?"""
        return bool(self.for_) and any(fact.topic in topics for fact in self.for_)

    def has_fact(self, *keys: str) -> bool:
        """Is there a fact *for* with one of these keys?"""
        return any(fact.key in keys for fact in self.for_)

    @property
    def has_dealbreaker(self) -> bool:
        """Is there a fact against that cannot be negotiated: distance, hours, licence?"""
        return any(fact.topic in DEALBREAKERS for fact in self.against)


NO_FACTS = Facts()


def merge_facts(parts: Iterable[Facts]) -> Facts:
    known = [part for part in parts if part is not NO_FACTS]
    if len(known) == 1:
        return known[0]
    in_favour: tuple[Fact, ...] = ()
    opposed: tuple[Fact, ...] = ()
    questions: tuple[Fact, ...] = ()
    for part in known:
        in_favour += part.for_
        opposed += part.against
        questions += part.to_ask
    return Facts(in_favour, opposed, questions) if known else NO_FACTS


# Cached: most pairs share the same few facts.


@lru_cache(maxsize=1 << 14)
def fact_for(topic: Topic, key: str, *about: str) -> Facts:
    return Facts(for_=(Fact(topic, key, about),))


@lru_cache(maxsize=1 << 14)
def fact_against(topic: Topic, key: str, *about: str) -> Facts:
    return Facts(against=(Fact(topic, key, about),))


@lru_cache(maxsize=1 << 14)
def fact_to_ask(topic: Topic, key: str, *about: str) -> Facts:
    return Facts(to_ask=(Fact(topic, key, about),))
