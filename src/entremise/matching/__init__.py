"""What speaks for a person and an opening to meet, what speaks against, and what to ask: plain functions on facts.

Nothing here counts, weighs or ranks people. A person's name, age, sex, address, nationality, photo or gaps are not
among the facts, so they cannot change the answer.
"""

from .facts import VERSION, Fact, Facts, Goal, Opening, Person, Topic, compare, openings_in_order, worth_showing

__all__ = [
    "VERSION",
    "Fact",
    "Facts",
    "Goal",
    "Opening",
    "Person",
    "Topic",
    "compare",
    "openings_in_order",
    "worth_showing",
]
