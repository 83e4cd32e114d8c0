"""Permissions on companies and membership.

A refused or suspended company gives no right any more: every right of its members depends on
``is_company_open``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from entremise.foundation.accounts.rules import is_staff_in, is_team_in

from .enums import CompanyState, MemberRole

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer

    from .models import Company, CompanyMember

OPEN_COMPANY_STATES = (CompanyState.NEW, CompanyState.VERIFIED)
INVITING_ROLES = (MemberRole.RECRUITER, MemberRole.CHAMPION, MemberRole.SPONSOR)


def is_company_open(company: Company) -> bool:
    return company.state in OPEN_COMPANY_STATES


def is_company_verified(company: Company) -> bool:
    return bool(company.state == CompanyState.VERIFIED)


def all_memberships_of(user: Viewer) -> list[CompanyMember]:
    """The user's live roles, those in closed companies included. Read once per request."""
    if not user.is_authenticated:
        return []
    read_already = vars(user)
    if "_memberships" not in read_already:
        read_already["_memberships"] = list(
            user.memberships.filter(ended_at=None)
            .select_related("company__zone")
            .order_by("pk")
        )
    memberships: list[CompanyMember] = read_already["_memberships"]
    return memberships


def open_memberships_of(user: Viewer) -> list[CompanyMember]:
    """The user's live roles in open companies."""
    return [
        member for member in all_memberships_of(user) if is_company_open(member.company)
    ]


def has_any_membership(user: Viewer) -> bool:
    """Has a role in a company, even a closed one: may read why it is closed."""
    return bool(all_memberships_of(user))


def is_company_member(user: Viewer) -> bool:
    return bool(open_memberships_of(user))


def is_member_of_company(user: Viewer, company: Company | int | None) -> bool:
    pk = getattr(company, "pk", company)
    return pk is not None and any(
        member.company_id == pk for member in open_memberships_of(user)
    )


def company_roles_of(user: Viewer, company: Company) -> set[str]:
    return {
        member.role
        for member in open_memberships_of(user)
        if member.company_id == company.pk
    }


def can_moderate_company(user: Viewer, company: Company) -> bool:
    """Verify, refuse, suspend: the team of the company's zone."""
    return is_team_in(user, company.zone_id)


def can_view_company(user: Viewer, company: Company) -> bool:
    return is_staff_in(user, company.zone_id) or is_member_of_company(user, company)


def can_invite_to_company(user: Viewer, company: Company) -> bool:
    """Staff of the zone (advisors too), and members with an inviting role."""
    return is_staff_in(user, company.zone_id) or bool(
        company_roles_of(user, company) & set(INVITING_ROLES)
    )


def can_edit_company(user: Viewer, company: Company) -> bool:
    return can_invite_to_company(user, company)
