"""The whole, day by day and channel by channel: what the public total is the sum of, for
anybody to add up again.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from entremise.foundation.accounts.models import Zone
from entremise.sharing.models import DayCount, ShareEvent, Visit

DIRECT_CHANNEL = "direct"  # by no shared link: this site, a search, an address typed


@dataclass(frozen=True)
class ShareTotals:
    shares: int = 0
    visits: int = 0
    visits_by_link: int = 0


@dataclass(frozen=True)
class DayChannelCounts:
    day: date
    channel: str
    shares: int
    visits: int


def last_closed_day() -> date | None:
    """The last day whose sums are written; later ones are still counted from the events."""
    return DayCount.objects.aggregate(last=Max("day"))["last"]


def events_not_closed() -> list[tuple[QuerySet[Any], str]]:
    """Shares, then visits, of the days whose sums are not written yet.

    And the way from them to a zone.
    """
    closed = Coalesce(
        Subquery(DayCount.objects.order_by("-day").values("day")[:1]), date.min
    )
    shares, visits = (
        ShareEvent.objects.filter(day__gt=closed),
        Visit.objects.filter(day__gt=closed),
    )
    return [(shares, "link__candidate__zone"), (visits, "candidate__zone")]


def share_totals(zone: Zone | None = None) -> ShareTotals:
    """Everything since the first day."""
    closed = DayCount.objects.filter(**({"zone": zone} if zone else {}))
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for channel, shares, visits in closed.values_list("channel").annotate(
        Sum("shares"), Sum("visits")
    ):
        sums[channel] = [shares, visits]
    for place, (events, way) in enumerate(events_not_closed()):
        found = events.filter(**({way: zone} if zone else {}))
        for channel, number in (
            found.order_by().values_list("link__channel").annotate(number=Count("pk"))
        ):
            sums[channel or ""][place] += number
    shares, visits = (sum(pair[place] for pair in sums.values()) for place in (0, 1))
    return ShareTotals(shares, visits, visits - sums[""][1])


def daily_counts() -> list[DayChannelCounts]:
    """One line per day and channel, the first day first: no person, no zone, nothing left out."""
    sums: dict[tuple[date, str], list[int]] = defaultdict(lambda: [0, 0])
    closed = DayCount.objects.values_list("day", "channel").annotate(
        Sum("shares"), Sum("visits")
    )
    for day, channel, shares, visits in closed.order_by():
        sums[day, channel] = [shares, visits]
    for place, (events, _way) in enumerate(events_not_closed()):
        for day, channel, number in (
            events.order_by()
            .values_list("day", "link__channel")
            .annotate(number=Count("pk"))
        ):
            sums[day, channel or ""][place] += number
    return [
        DayChannelCounts(day, channel or DIRECT_CHANNEL, *pair)
        for (day, channel), pair in sorted(sums.items())
    ]
