"""What the search is written from again: the CVs that are public now."""

from collections.abc import Iterable

from django.utils.translation import override

from entremise.candidates import queries, search
from entremise.candidates.models import Publication
from entremise.foundation.search.actions import Entry


def keys() -> Iterable[str]:
    return Publication.objects.live().order_by("pk").values_list("code", flat=True)


def entries(codes: list[str]) -> list[Entry]:
    with override("fr"):
        return [
            search.entry(
                queries.public_cv(publication),
                zone_code=publication.candidate.zone.code,
            )
            for publication in queries.published_all()
            .filter(code__in=codes)
            .order_by("pk")
        ]
