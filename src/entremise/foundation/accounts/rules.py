"""Who is staff, and what staff may do with accounts."""

from typing import Any

from .enums import Role, SignInMethod


def staff_roles(user: Any) -> list[Any]:
    """The user's staff roles, read once for each request."""
    if not getattr(user, "is_authenticated", False):
        return []
    if not hasattr(user, "_staff_roles"):
        user._staff_roles = list(user.staff_roles.select_related("zone"))
    return user._staff_roles


def has_signed_in_by_card(user: Any) -> bool:
    """Was this session opened by a printed card, which somebody else may have held?"""
    return getattr(user, "_signed_in_by", "") == SignInMethod.CARD


def is_staff(user: Any) -> bool:
    """Team, senior advisor or administrator, in any zone."""
    return bool(staff_roles(user))


def is_administrator(user: Any) -> bool:
    return any(r.role == Role.ADMINISTRATOR for r in staff_roles(user))


def is_team(user: Any) -> bool:
    """May act for the association in at least one zone (administrators included, advisors not)."""
    return any(r.role in (Role.TEAM, Role.ADMINISTRATOR) for r in staff_roles(user))


def is_team_in(user: Any, zone: Any) -> bool:
    return any(
        r.role == Role.ADMINISTRATOR
        or (r.role == Role.TEAM and r.zone_id == getattr(zone, "pk", zone))
        for r in staff_roles(user)
    )


def is_staff_in(user: Any, zone: Any) -> bool:
    return any(
        r.zone_id is None or r.zone_id == getattr(zone, "pk", zone)
        for r in staff_roles(user)
    )


def staff_zone_ids(user: Any) -> list[int] | None:
    """Primary keys of the zones where the user is staff; None: all zones."""
    roles = staff_roles(user)
    if any(r.role == Role.ADMINISTRATOR for r in roles):
        return None
    return sorted({r.zone_id for r in roles})


def can_give_role(user: Any, role: str, zone: Any) -> bool:
    """Administrators give any role; the team of a zone invites its senior advisors."""
    return is_administrator(user) or (
        role == Role.ADVISOR and zone is not None and is_team_in(user, zone)
    )


def can_reset_second_factors(user: Any, person: Any) -> bool:
    """Only another administrator may reset the second factors of somebody."""
    return is_administrator(user) and user.pk != person.pk
