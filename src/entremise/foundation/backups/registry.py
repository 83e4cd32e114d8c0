"""What the ledger holds, and what a restored site does before it serves.

Each app registers its facts and its steps from its apps.py.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class LedgerFact:
    """A kind of « no » that must outlive the database: a CV withdrawn, letters stopped.

    ``subjects``: the code of every row that it may concern in the database as it is now.
    ``replay``: obey again for this code; True when something changed. It takes the moment
    of the fact, since a person may have said yes again after it. Called twice, it is done
    once. ``sentence``: how many were obeyed, in words.
    """

    name: str  # "candidates.consent_ended"
    subjects: Callable[[], Iterable[str]]
    replay: Callable[[str, datetime], bool]
    sentence: Callable[[int], str]


_facts: dict[str, LedgerFact] = {}
_steps: dict[str, Callable[[], object]] = {}


def register_ledger_fact(fact: LedgerFact) -> None:
    _facts[fact.name] = fact


def ledger_facts() -> dict[str, LedgerFact]:
    return dict(_facts)


def register_restore_step(name: str, run: Callable[[], object]) -> None:
    """``run`` is called once in a restored database, after the ledger; done twice, no harm."""
    _steps[name] = run


def restore_steps() -> dict[str, Callable[[], object]]:
    return dict(_steps)
