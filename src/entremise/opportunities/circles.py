"""What the bridge finds of a job: posted, found elsewhere, or drawn for somebody."""

from collections.abc import Iterable

from entremise.foundation.search.actions import Circles, Entry, reindex
from entremise.foundation.search.circles import READERS, circle

from .models import Opportunity

SORT = "job"


def found_again(opportunity: Opportunity) -> None:
    reindex(SORT, opportunity.code)


def zones() -> Iterable[int]:
    return Opportunity.objects.order_by().values_list("zone_id", flat=True).distinct()


def codes(zone: int) -> Iterable[str]:
    return (
        Opportunity.objects.filter(zone_id=zone)
        .order_by("pk")
        .values_list("code", flat=True)
    )


def entries(codes: list[str]) -> list[Circles]:
    jobs = (
        Opportunity.objects.filter(code__in=codes)
        .select_related("zone", "company")
        .order_by("pk")
    )
    return [
        {circle(readers, job.zone_id): _entry(job) for readers in READERS}
        for job in jobs
    ]


def _entry(job: Opportunity) -> Entry:
    """Not the name of whom it is drawn for: a person is found by their own file, in their
    own zone.
    """
    employer = job.company.name if job.company else job.employer_name
    return Entry(
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
                    job.decision_words,
                    job.get_kind_display(),
                    job.get_state_display(),
                )
            ),
        },
        codes={job.rome: 1.0} if job.rome else {},
    )
