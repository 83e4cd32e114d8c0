"""Read companies: members see their own, staff those of their zones."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.rules import is_staff, staff_zone_ids

from . import rules
from .enums import CompanyState, MemberRole
from .models import Company, CompanyMember, Site
from .validators import departement_of


def companies_visible_to(viewer: Viewer) -> QuerySet[Company]:
    mine = [member.company_id for member in rules.open_memberships_of(viewer)]
    visible = Q(pk__in=mine)
    if is_staff(viewer):
        zones = staff_zone_ids(viewer)
        visible = Q() if zones is None else visible | Q(zone__in=zones)
    return Company.objects.filter(visible).select_related("zone", "owner", "decided_by")


def company_for(viewer: Viewer, code: str) -> Company | None:
    return companies_visible_to(viewer).filter(code=code).first()


def company_of_user(user: Viewer) -> Company | None:
    """The open company the user works in (the first joined, when there are several)."""
    members = rules.open_memberships_of(user)
    return members[0].company if members else None


def closed_company_of_user(user: Viewer) -> Company | None:
    """The refused or suspended company of a user who has no open one."""
    members = rules.all_memberships_of(user)
    return (
        members[0].company if members and not rules.open_memberships_of(user) else None
    )


def company_by_siren(siren: str) -> Company | None:
    """To recognise a company that registers; never shown to a visitor."""
    return Company.objects.filter(siren=siren).first()


def company_list_for(
    viewer: Viewer, *, state: str = "", query: str = ""
) -> QuerySet[Company]:
    """The team's list: those to verify first, then by name."""
    companies = companies_visible_to(viewer)
    if state in CompanyState.values:
        companies = companies.filter(state=state)
    if query:
        companies = companies.filter(
            Q(name__icontains=query)
            | Q(city__icontains=query)
            | Q(siren=query.replace(" ", ""))
        )
    first = Case(
        When(state=CompanyState.NEW, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    live = Q(members__ended_at=None)
    return companies.annotate(
        first=first,
        people=Count("members__user", filter=live, distinct=True),
        champions=Count(
            "members__user",
            filter=live & Q(members__role=MemberRole.CHAMPION),
            distinct=True,
        ),
    ).order_by("first", "name", "pk")


def company_members_for(viewer: Viewer, company: Company) -> QuerySet[CompanyMember]:
    """Live roles in the company, for who may view it."""
    if not rules.can_view_company(viewer, company):
        return CompanyMember.objects.none()
    return CompanyMember.objects.filter(company=company, ended_at=None).select_related(
        "user"
    )


def company_member_for(viewer: Viewer, code: str) -> CompanyMember | None:
    return (
        CompanyMember.objects.filter(
            company__in=companies_visible_to(viewer), ended_at=None, code=code
        )
        .select_related("user", "company__zone")
        .first()
    )


def champions_for(viewer: Viewer) -> QuerySet[CompanyMember]:
    """Champions of the visible companies, those asked longest ago first."""
    return (
        CompanyMember.objects.filter(
            company__in=companies_visible_to(viewer),
            ended_at=None,
            role=MemberRole.CHAMPION,
        )
        .select_related("user", "company")
        .order_by("last_asked_at", "pk")
    )


def users_in_company(company: Company) -> list[Any]:
    """Users of the live roles, each once."""
    users: dict[int, Any] = {}
    for member in (
        CompanyMember.objects.filter(company=company, ended_at=None)
        .select_related("user")
        .order_by("pk")
    ):
        users.setdefault(member.user_id, member.user)
    return list(users.values())


def recruiters_in_company(company: Company) -> list[Any]:
    """Recipients of what is addressed to the company: inviting roles, else everybody."""
    members = (
        CompanyMember.objects.filter(company=company, ended_at=None)
        .select_related("user")
        .order_by("pk")
    )
    inviting = {m.user_id: m.user for m in members if m.role in rules.INVITING_ROLES}
    return list(inviting.values()) or users_in_company(company)


def company_sites(company: Company) -> list[Site]:
    return list(Site.objects.filter(company=company))


def company_site_for(viewer: Viewer, code: str) -> Site | None:
    return (
        Site.objects.filter(company__in=companies_visible_to(viewer), code=code)
        .select_related("company")
        .first()
    )


@dataclass(frozen=True)
class CompanyArea:
    """Where a company may share CVs: around its sites, else its address, else its zone."""

    cities: list[str]
    departements: list[str]
    zones: list[str]  # codes

    @property
    def is_known(self) -> bool:
        return bool(self.departements)


def company_area(company: Company, site: Site | None = None) -> CompanyArea:
    """Area around one site, or all of them.

    The zone of the company counts when one of its places lies in it.
    """
    sites = [site] if site else company_sites(company)
    places = [(s.city, s.postcode) for s in sites] or [(company.city, company.postcode)]
    departements = sorted(
        {departement_of(postcode) for _city, postcode in places} - {""}
    )
    home = set(company.zone.departements)
    at_home = not departements or not home or bool(home & set(departements))
    return CompanyArea(
        sorted({city for city, _postcode in places if city}),
        departements,
        [company.zone.code] if at_home else [],
    )
