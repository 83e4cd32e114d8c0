"""Permissions on companies and membership.

A refused or suspended company gives no right any more: every right of its members depends on
``is_company_open``.
"""

from typing import Any

from entremise.foundation.accounts.rules import is_staff_in, is_team_in

from .enums import CompanyState, MemberRole

OPEN_COMPANY_STATES = (CompanyState.NEW, CompanyState.VERIFIED)
INVITING_ROLES = (MemberRole.RECRUITER, MemberRole.CHAMPION, MemberRole.SPONSOR)


def is_company_open(company: Any) -> bool:
    return company.state in OPEN_COMPANY_STATES


def is_company_verified(company: Any) -> bool:
    return bool(company.state == CompanyState.VERIFIED)


def all_memberships_of(user: Any) -> list[Any]:
    """The user's live roles, those in closed companies included. Read once per request."""
    if not getattr(user, "is_authenticated", False):
        return []
    if not hasattr(user, "_memberships"):
        user._memberships = list(
            user.memberships.filter(ended_at=None)
            .select_related("company__zone")
            .order_by("pk")
        )
    return user._memberships  # type: ignore[no-any-return]


def open_memberships_of(user: Any) -> list[Any]:
    """The user's live roles in open companies."""
    return [
        member for member in all_memberships_of(user) if is_company_open(member.company)
    ]


def has_any_membership(user: Any) -> bool:
    """Has a role in a company, even a closed one: may read why it is closed."""
    return bool(all_memberships_of(user))


def is_company_member(user: Any) -> bool:
    return bool(open_memberships_of(user))


def is_member_of_company(user: Any, company: Any) -> bool:
    pk = getattr(company, "pk", company)
    return pk is not None and any(
        member.company_id == pk for member in open_memberships_of(user)
    )


def company_roles_of(user: Any, company: Any) -> set[str]:
    return {
        member.role
        for member in open_memberships_of(user)
        if member.company_id == company.pk
    }


def can_moderate_company(user: Any, company: Any) -> bool:
    """Verify, refuse, suspend: the team of the company's zone."""
    return is_team_in(user, company.zone_id)


def can_view_company(user: Any, company: Any) -> bool:
    return is_staff_in(user, company.zone_id) or is_member_of_company(user, company)


def can_invite_to_company(user: Any, company: Any) -> bool:
    """Staff of the zone (advisors too), and members with an inviting role."""
    return is_staff_in(user, company.zone_id) or bool(
        company_roles_of(user, company) & set(INVITING_ROLES)
    )


def can_edit_company(user: Any, company: Any) -> bool:
    return can_invite_to_company(user, company)
