"""Entries of the public search index: the CVs that are public now."""

from collections.abc import Iterable

from django.utils.translation import override

from entremise.candidates.indexing.public_index import cv_index_entry
from entremise.candidates.models import Publication
from entremise.candidates.queries.publications import (
    live_publications,
    public_cv_from_publication,
)
from entremise.foundation.search.analysis.weighting import IndexEntry


def published_cv_codes() -> Iterable[str]:
    return Publication.objects.live().order_by("pk").values_list("code", flat=True)


def published_cv_entries(codes: list[str]) -> list[IndexEntry]:
    with override("fr"):
        return [
            cv_index_entry(
                public_cv_from_publication(publication),
                zone_code=publication.candidate.zone.code,
            )
            for publication in live_publications().filter(code__in=codes).order_by("pk")
        ]
