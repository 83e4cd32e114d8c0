"""Who is staff, and what staff may do with accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .enums import Role, SignInMethod

if TYPE_CHECKING:
    from .models import StaffRole, User, Viewer, Zone


def staff_roles(user: Viewer) -> list[StaffRole]:
    """The user's staff roles, read once for each request."""
    if not user.is_authenticated:
        return []
    if not hasattr(user, "_staff_roles"):
        user._staff_roles = list(user.staff_roles.select_related("zone"))
    return user._staff_roles


def has_signed_in_by_card(user: Viewer) -> bool:
    """Was this session opened by a printed card, which somebody else may have held?"""
    return getattr(user, "_signed_in_by", "") == SignInMethod.CARD


def can_choose_own_secret(user: User) -> bool:
    """Who has neither e-mail nor telephone, in the session of their card; never staff."""
    return (
        has_signed_in_by_card(user)
        and not (user.email or user.phone)
        and not user.staff_roles.exists()
    )


def is_own_session(user: Viewer) -> bool:
    """Opened by the person: what a printed card does not show may be shown."""
    return not has_signed_in_by_card(user)


def is_staff(user: Viewer) -> bool:
    """Team, senior advisor or administrator, in any zone."""
    return bool(staff_roles(user))


def is_administrator(user: Viewer) -> bool:
    return any(r.role == Role.ADMINISTRATOR for r in staff_roles(user))


def can_change_settings(user: Viewer) -> bool:
    return is_administrator(user)


def is_team(user: Viewer) -> bool:
    """May act for the association in at least one zone (administrators included, advisors not)."""
    return any(r.role in (Role.TEAM, Role.ADMINISTRATOR) for r in staff_roles(user))


def is_team_in(user: Viewer, zone: Zone | int | None) -> bool:
    return any(
        r.role == Role.ADMINISTRATOR
        or (r.role == Role.TEAM and r.zone_id == getattr(zone, "pk", zone))
        for r in staff_roles(user)
    )


def is_staff_in(user: Viewer, zone: Zone | int | None) -> bool:
    return any(
        r.zone_id is None or r.zone_id == getattr(zone, "pk", zone)
        for r in staff_roles(user)
    )


def staff_zone_ids(user: Viewer) -> list[int] | None:
    """Primary keys of the zones where the user is staff; None: all zones."""
    roles = staff_roles(user)
    if any(r.role == Role.ADMINISTRATOR for r in roles):
        return None
    return sorted({r.zone_id for r in roles if r.zone_id is not None})


def can_give_role(user: Viewer, role: str, zone: Zone | int | None) -> bool:
    """Administrators give any role; the team of a zone invites its senior advisors."""
    return is_administrator(user) or (
        role == Role.ADVISOR and zone is not None and is_team_in(user, zone)
    )


def can_reset_second_factors(user: Viewer, person: User) -> bool:
    """Only another administrator may reset the second factors of somebody."""
    return is_administrator(user) and user.pk != person.pk
