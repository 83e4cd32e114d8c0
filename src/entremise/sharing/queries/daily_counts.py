"""Shares and visits of the whole programme, by day and channel, and their totals."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from entremise.foundation.accounts.models import Zone
from entremise.sharing.models import DayCount, ShareEvent, Visit

DIRECT_CHANNEL = "direct"  # without share link: this site, a search, a typed address


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
    """The last day whose counts are written; later days are counted from the events."""
    return DayCount.objects.aggregate(last=Max("day"))["last"]


def events_not_closed() -> list[tuple[QuerySet[Any], str]]:
    """Shares, then visits, of the days whose counts are not written.

    Each with the lookup of its zone.
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
    """Totals since the first day, of a zone or of the programme."""
    closed = DayCount.objects.filter(**({"zone": zone} if zone else {}))
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for channel, shares, visits in closed.values_list("channel").annotate(
        Sum("shares"), Sum("visits")
    ):
        sums[channel] = [shares, visits]
    for place, (events, zone_path) in enumerate(events_not_closed()):
        counted = events.filter(**({zone_path: zone} if zone else {})).order_by()
        for channel, number in counted.values_list("link__channel").annotate(
            number=Count("pk")
        ):
            sums[channel or ""][place] += number
    shares, visits = (sum(pair[place] for pair in sums.values()) for place in (0, 1))
    return ShareTotals(shares, visits, visits - sums[""][1])


def shares_between(first: date, last: date, *, zone: Zone | None = None) -> int:
    """Shares from the first day to the last one, of a zone or of the programme."""
    days = {"day__gte": first, "day__lte": last}
    closed = DayCount.objects.filter(**days, **({"zone": zone} if zone else {}))
    (shares, zone_path), _visits = events_not_closed()
    later = shares.filter(**days, **({zone_path: zone} if zone else {}))
    return (closed.aggregate(sum=Sum("shares"))["sum"] or 0) + later.count()


def daily_counts() -> list[DayChannelCounts]:
    """One line per day and channel, the first day first."""
    sums: dict[tuple[date, str], list[int]] = defaultdict(lambda: [0, 0])
    closed = DayCount.objects.values_list("day", "channel").annotate(
        Sum("shares"), Sum("visits")
    )
    for day, channel, shares, visits in closed.order_by():
        sums[day, channel] = [shares, visits]
    for place, (events, _zone_path) in enumerate(events_not_closed()):
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
