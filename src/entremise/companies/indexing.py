"""Entries of the staff search index: companies, their sites and their members."""

from collections.abc import Iterable

from django.db.models import Prefetch

from entremise.foundation.search.actions.scoped_index import (
    EntriesByScope,
    reindex_scoped,
)
from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.rules import READER_GROUPS, index_scope

from .models import Company, CompanyMember

COMPANY_DOCUMENTS = "company"


def reindex_company(company: Company) -> None:
    reindex_scoped(COMPANY_DOCUMENTS, company.code)


def company_zone_ids() -> Iterable[int]:
    return Company.objects.order_by().values_list("zone_id", flat=True).distinct()


def company_codes_in_zone(zone: int) -> Iterable[str]:
    return (
        Company.objects.filter(zone_id=zone)
        .order_by("pk")
        .values_list("code", flat=True)
    )


def company_index_entries(codes: list[str]) -> list[EntriesByScope]:
    here = (
        CompanyMember.objects.filter(ended_at=None)
        .select_related("user")
        .order_by("pk")
    )
    companies = (
        Company.objects.filter(code__in=codes).select_related("zone").order_by("pk")
    )
    found = companies.prefetch_related(
        Prefetch("members", here, to_attr="here"), "sites"
    )
    return [
        {index_scope(readers, row.zone_id): _entry(row) for readers in READER_GROUPS}
        for row in found
    ]


def _entry(company: Company) -> IndexEntry:
    members = company.here  # type: ignore[attr-defined]  # prefetched above
    names = [f"{member.user.first_name} {member.user.last_name}" for member in members]
    sites = list(company.sites.all())
    return IndexEntry(
        company.code,
        {
            "title": company.name,
            "skills": "\n".join(
                [*dict.fromkeys(names), company.activity, company.siren]
            ),
            "places": "\n".join(
                dict.fromkeys(
                    [company.zone.name, company.city, *(site.city for site in sites)]
                )
            ),
            "text": "\n".join(
                [
                    company.presentation,
                    *company.removed_obstacle_labels,
                    company.commitments,
                    company.decision_message,
                ]
                + [company.get_state_display()]
                + [
                    words
                    for member in members
                    for words in (member.job_title, member.get_role_display())
                ]
                + [site.label for site in sites]
            ),
        },
    )
