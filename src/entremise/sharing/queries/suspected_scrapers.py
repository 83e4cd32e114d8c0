"""Suspected scrapers: those blocked now, and the list for the team."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from entremise.sharing.models import SuspectedScraper


def blocked_network_hashes() -> frozenset[str]:
    """``network_hash`` of the networks blocked now."""
    rows = SuspectedScraper.objects.filter(
        blocked_until__gt=timezone.now(), day=timezone.localdate()
    ).exclude(network=None)
    return frozenset(rows.values_list("network", flat=True))  # type: ignore[arg-type]


def recent_scrapers(*, days: int = 30) -> QuerySet[SuspectedScraper]:
    since = timezone.localdate() - timedelta(days=days)
    return (
        SuspectedScraper.objects.filter(day__gte=since)
        .select_related("unblocked_by")
        .order_by("-at")
    )


def scraper_of_today(code: str) -> SuspectedScraper | None:
    """By code; None for another day, whose network is unknown."""
    return (
        SuspectedScraper.objects.filter(code=code, day=timezone.localdate())
        .exclude(network=None)
        .first()
    )
