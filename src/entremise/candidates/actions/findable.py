"""What the search is written from again: the CVs that are public now."""

from collections.abc import Iterable

from django.utils.translation import override

from entremise.candidates import queries, search
from entremise.candidates.models import Publication
from entremise.foundation.search.actions import IndexEntry


def published_cv_codes() -> Iterable[str]:
    return Publication.objects.live().order_by("pk").values_list("code", flat=True)


def published_cv_entries(codes: list[str]) -> list[IndexEntry]:
    with override("fr"):
        return [
            search.cv_index_entry(
                queries.public_cv_of(publication),
                zone_code=publication.candidate.zone.code,
            )
            for publication in queries.live_publications()
            .filter(code__in=codes)
            .order_by("pk")
        ]
