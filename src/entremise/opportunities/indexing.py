"""Search index of opportunities, for staff."""

from collections.abc import Iterable

from entremise.foundation.search.actions.scoped_index import (
    EntriesByScope,
    reindex_scoped,
)
from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.rules import READER_GROUPS, index_scope

from .models import Opportunity

OPPORTUNITY_DOCUMENTS = "job"


def reindex_opportunity(opportunity: Opportunity) -> None:
    reindex_scoped(OPPORTUNITY_DOCUMENTS, opportunity.code)


def opportunity_zone_ids() -> Iterable[int]:
    return Opportunity.objects.order_by().values_list("zone_id", flat=True).distinct()


def opportunity_codes_in_zone(zone: int) -> Iterable[str]:
    return (
        Opportunity.objects.filter(zone_id=zone)
        .order_by("pk")
        .values_list("code", flat=True)
    )


def opportunity_index_entries(codes: list[str]) -> list[EntriesByScope]:
    jobs = (
        Opportunity.objects.filter(code__in=codes)
        .select_related("zone", "company")
        .order_by("pk")
    )
    return [
        {index_scope(readers, job.zone_id): _entry(job) for readers in READER_GROUPS}
        for job in jobs
    ]


def _entry(job: Opportunity) -> IndexEntry:
    """Without the name of the person of a sketch, who may be of another zone."""
    employer = job.company.name if job.company else job.employer_name
    return IndexEntry(
        job.code,
        {
            "title": job.title,
            "skills": "\n".join(
                [employer, job.get_family_display(), job.get_contract_display()]
            ),
            "places": "\n".join(dict.fromkeys([job.zone.name, job.place])),
            "text": "\n".join(
                (
                    job.description,
                    job.does_well,
                    job.left_undone,
                    job.hours,
                    job.decision_message,
                    job.get_kind_display(),
                    job.get_state_display(),
                )
            ),
        },
        codes={job.rome: 1.0} if job.rome else {},
    )
