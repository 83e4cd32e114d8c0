"""Who is inside a company, and who on the team answers for it.

A refused or suspended company opens nothing any more: every right of its members hangs on
``is_open``.
"""

from typing import Any

from entremise.foundation.accounts.rules import is_staff_in, is_team_in

from .enums import CompanyState, MemberRole

OPEN = (CompanyState.NEW, CompanyState.VERIFIED)
INVITING = (MemberRole.RECRUITER, MemberRole.CHAMPION, MemberRole.SPONSOR)


def is_open(company: Any) -> bool:
    return company.state in OPEN


def is_verified(company: Any) -> bool:
    return bool(company.state == CompanyState.VERIFIED)


def all_members_of(user: Any) -> list[Any]:
    """The user's live roles in companies, those of a closed company included.

    Read once per request.
    """
    if not getattr(user, "is_authenticated", False):
        return []
    if not hasattr(user, "_memberships"):
        user._memberships = list(
            user.memberships.filter(ended_at=None)
            .select_related("company__zone")
            .order_by("pk")
        )
    return user._memberships  # type: ignore[no-any-return]


def members_of(user: Any) -> list[Any]:
    """The same, in companies whose account is open."""
    return [member for member in all_members_of(user) if is_open(member.company)]


def belongs_somewhere(user: Any) -> bool:
    """Has a place in a company, even one whose account is closed: may read why."""
    return bool(all_members_of(user))


def is_member(user: Any) -> bool:
    return bool(members_of(user))


def is_member_of(user: Any, company: Any) -> bool:
    pk = getattr(company, "pk", company)
    return pk is not None and any(
        member.company_id == pk for member in members_of(user)
    )


def roles_in(user: Any, company: Any) -> set[str]:
    return {
        member.role for member in members_of(user) if member.company_id == company.pk
    }


def can_decide(user: Any, company: Any) -> bool:
    """Verify, refuse, suspend: the team of the company's zone."""
    return is_team_in(user, company.zone_id)


def can_see(user: Any, company: Any) -> bool:
    return is_staff_in(user, company.zone_id) or is_member_of(user, company)


def can_invite(user: Any, company: Any) -> bool:
    """Advisors too: they open doors, and bring in the people behind them."""
    return is_staff_in(user, company.zone_id) or bool(
        roles_in(user, company) & set(INVITING)
    )


def can_describe(user: Any, company: Any) -> bool:
    return can_invite(user, company)
