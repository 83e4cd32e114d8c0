"""Which networks are refused now, and what the team reads of them."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from entremise.sharing.models import Greedy


def refused_networks() -> frozenset[str]:
    """Hashes of the day."""
    rows = Greedy.objects.filter(
        refused_until__gt=timezone.now(), day=timezone.localdate()
    ).exclude(network=None)
    return frozenset(rows.values_list("network", flat=True))  # type: ignore[arg-type]


def greedy_lately(*, days: int = 30) -> QuerySet[Greedy]:
    since = timezone.localdate() - timedelta(days=days)
    return (
        Greedy.objects.filter(day__gte=since)
        .select_related("lifted_by")
        .order_by("-at")
    )


def greedy_row(code: str) -> Greedy | None:
    """Of today: the others cannot be told from anybody any more."""
    return (
        Greedy.objects.filter(code=code, day=timezone.localdate())
        .exclude(network=None)
        .first()
    )
