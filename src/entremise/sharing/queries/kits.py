"""The people in the share kit of a company, and the visits that its links brought."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.indexing.public_index import CV_DOCUMENTS
from entremise.candidates.models import Publication
from entremise.candidates.queries.publications import (
    live_publications,
    public_cv_from_publication,
)
from entremise.foundation.search.queries.searching import search_index
from entremise.sharing.models import ShareLink, Visit

# Fewer people behind a figure would tell how often one person was looked at.
MIN_PEOPLE = 3


def publications_near(
    departements: Collection[str], zones: Collection[str]
) -> QuerySet[Publication]:
    """Visible people who can work in one of these départements.

    Or who are in one of these zones (codes) and name no département.
    """
    here = (
        search_index(CV_DOCUMENTS, "", facets={"departement": list(departements)}).keys
        if departements
        else []
    )
    unspecified = [
        publication.pk
        for publication in live_publications()
        .filter(candidate__zone__code__in=zones)
        .exclude(code__in=here)
        if not public_cv_from_publication(publication).content.practical.departements
    ]
    return Publication.objects.live().filter(Q(code__in=here) | Q(pk__in=unspecified))


@dataclass(frozen=True)
class KitPerson:
    cv: PublicCV
    token: str


@dataclass(frozen=True)
class ShareKit:
    made_at: datetime
    people: list[KitPerson]
    hidden: int  # how many of this edition are no longer public


def share_kit_of(company_code: str) -> ShareKit | None:
    """The last edition with those still public, by first name; None before the first."""
    links = ShareLink.objects.filter(kit_company_code=company_code)
    edition = links.aggregate(last=Max("kit_edition"))["last"]
    if not edition:
        return None
    rows = {link.candidate_id: link for link in links.filter(kit_edition=edition)}
    shown = live_publications().filter(candidate__in=rows)
    people = [
        KitPerson(public_cv_from_publication(p), rows[p.candidate_id].token)
        for p in shown
    ]
    made_at = max(link.kit_composed_at or link.created_at for link in rows.values())
    return ShareKit(
        made_at,
        sorted(people, key=lambda person: person.cv.first_name),
        len(rows) - len(people),
    )


def kit_person(company_code: str, code: str) -> KitPerson | None:
    """One person of any edition of the kit, by the public code; papers stay on walls."""
    publication = live_publications().filter(code=code).first()
    link = (
        ShareLink.objects.filter(
            kit_company_code=company_code, candidate=publication.candidate_id
        ).first()
        if publication
        else None
    )
    return (
        KitPerson(public_cv_from_publication(publication), link.token)
        if publication and link
        else None
    )


def kit_visit_count(company_code: str, *, days: int = 90) -> int | None:
    """Visits by the links of this company, all people together.

    None below ``MIN_PEOPLE``.
    """
    people = ShareLink.objects.filter(kit_company_code=company_code).count()
    since = timezone.localdate() - timedelta(days=days)
    visits = Visit.objects.filter(
        link__kit_company_code=company_code, day__gte=since
    ).count()
    return visits if people >= MIN_PEOPLE else None
