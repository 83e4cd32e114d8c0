"""What may be chosen among what is found, and what to suggest while typing: words in use, nothing else."""

from collections.abc import Collection

from django.db.models import Count

from entremise.foundation.search.analyser import words
from entremise.foundation.search.models import Facet, Word


def suggest(kind: str, prefix: str, *, limit: int = 8) -> list[str]:
    """Words in use that begin like this, the most used first."""
    start = (words(prefix) or [""])[-1]
    if len(start) < 2:
        return []
    rows = Word.objects.filter(kind=kind, form__startswith=start).order_by("-documents", "term")
    return list(rows.values_list("form", flat=True)[:limit])


def facet_counts(kind: str, name: str, *, among: Collection[str] | None = None) -> dict[str, int]:
    """How many documents carry each value of a facet, of all or of those with these keys."""
    rows = Facet.objects.filter(kind=kind, name=name)
    if among is not None:
        rows = rows.filter(document__kind=kind, document__key__in=list(among))
    return dict(rows.values_list("value").annotate(n=Count("pk")))
