"""Recipients of notices: an account, or somebody known by their address only."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from entremise.foundation.accounts.models import User, Zone


@dataclass(frozen=True)
class Recipient:
    """Somebody to write to. Without e-mail or phone, the team tells them."""

    email: str = ""
    phone: str = ""
    first_name: str = ""
    language: str = "fr"
    zone: Zone | None = None

    @classmethod
    def from_person(cls, person: Any) -> Self:
        """From anything with these fields: a candidate, a referrer, an account.

        The zone of an account comes from ``zone_of_user``.
        """
        account = person if isinstance(person, User) else getattr(person, "user", None)
        email = getattr(person, "email", "") or getattr(account, "email", "") or ""
        phone = getattr(person, "phone", "") or getattr(account, "phone", "") or ""
        zone = getattr(person, "zone", None) or (
            zone_of_user(account) if account else None
        )
        return cls(
            email, phone, person.first_name, getattr(person, "language", "fr"), zone
        )


_zone_finders: list[Callable[[User], Zone | None]] = []


def register_zone_finder(finder: Callable[[User], Zone | None]) -> None:
    """Register a function that gives the zone of an account, from an upper app.

    The team of that zone may read the messages sent to the account.
    """
    if finder not in _zone_finders:
        _zone_finders.append(finder)


def zone_of_user(user: User) -> Zone | None:
    for finder in _zone_finders:
        zone = finder(user)
        if zone is not None:
            return zone
    role = user.staff_roles.select_related("zone").exclude(zone=None).first()
    return role.zone if role else None
