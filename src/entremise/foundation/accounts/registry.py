"""What the apps above say of accounts: what a zone holds, whose card somebody may print.

Each app registers its rows, so that a zone can be closed by moving them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model, Q

    from .models import LoginCard, User, Zone


@dataclass(frozen=True)
class ZoneHolding:
    key: str  # label of the model, for instance "candidates.Candidate"
    count: Callable[[Zone], int]
    # moves everything from the first zone to the second one; how many rows
    move: Callable[[Zone, Zone], int]
    # how many, in words: "12 personnes accompagnées"; None: not shown to who closes the zone
    sentence: Callable[[int], str] | None = None


_holdings: dict[str, ZoneHolding] = {}


def register_zone_holding(holding: ZoneHolding) -> None:
    """Call it from ``ready()``. What is registered first moves first."""
    _holdings[holding.key] = holding


def register_zone_rows(
    model: type[Model],
    sentence: Callable[[int], str] | None = None,
    *,
    counted: Q | None = None,
) -> None:
    """The rows of a model that has a ``zone``; ``counted``: those that are told to who closes."""
    rows: Any = model._default_manager

    def count(zone: Zone) -> int:
        held = rows.filter(zone=zone)
        return (held if counted is None else held.filter(counted)).count()

    def move(zone: Zone, into: Zone) -> int:
        return rows.filter(zone=zone).update(zone=into)

    register_zone_holding(ZoneHolding(model._meta.label, count, move, sentence))


def zone_holdings() -> list[ZoneHolding]:
    return list(_holdings.values())


_card_rights: list[Callable[[User, User], bool]] = []


def register_card_right(predicate: Callable[[User, User], bool]) -> None:
    """``predicate(issuer, person)``: may the issuer print a card for this person now?

    Read from the database at each call. Call it from ``ready()``.
    """
    if predicate not in _card_rights:
        _card_rights.append(predicate)


def card_right_holds(card: LoginCard) -> bool:
    """Has who printed the card still the right to? It opens nothing once they have not."""
    issuer = card.issued_by
    return (
        issuer is not None
        and issuer.is_active
        and any(holds(issuer, card.user) for holds in _card_rights)
    )
