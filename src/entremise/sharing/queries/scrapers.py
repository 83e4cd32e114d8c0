"""Which networks are refused now, and what the team reads of them."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from entremise.sharing.models import SuspectedScraper


def blocked_network_hashes() -> frozenset[str]:
    """Hashes of the day."""
    rows = SuspectedScraper.objects.filter(
        refused_until__gt=timezone.now(), day=timezone.localdate()
    ).exclude(network=None)
    return frozenset(rows.values_list("network", flat=True))  # type: ignore[arg-type]


def recent_scrapers(*, days: int = 30) -> QuerySet[SuspectedScraper]:
    since = timezone.localdate() - timedelta(days=days)
    return (
        SuspectedScraper.objects.filter(day__gte=since)
        .select_related("lifted_by")
        .order_by("-at")
    )


def scraper_of_today(code: str) -> SuspectedScraper | None:
    """Of today: the others cannot be told from anybody any more."""
    return (
        SuspectedScraper.objects.filter(code=code, day=timezone.localdate())
        .exclude(network=None)
        .first()
    )
