"""What the shares did, as far as the page of the person: shares and visits."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.candidates.rules import can_follow
from entremise.sharing.enums import Channel
from entremise.sharing.models import ShareEvent, Visit


@dataclass(frozen=True)
class ChannelFigures:
    channel: str
    label: str
    shares: int
    visits: int


@dataclass(frozen=True)
class Figures:
    since: date
    shares: int
    visits: int
    plain_visits: int  # by no link: gallery, search, address typed
    channels: list[ChannelFigures]


def figures_for(viewer: Any, candidate: Candidate) -> Figures | None:
    """What the shares did for one person, since the first; None for who may not follow them."""
    if not can_follow(viewer, candidate):
        return None
    shared, came = (
        ShareEvent.objects.filter(link__candidate=candidate),
        Visit.objects.filter(candidate=candidate),
    )
    shares, visits = by_channel(shared), by_channel(came)
    first = [
        day
        for events in (shared, came)
        if (day := events.aggregate(first=Min("day"))["first"])
    ]
    channels = [
        ChannelFigures(
            channel.value,
            str(channel.label),
            shares.get(channel, 0),
            visits.get(channel, 0),
        )
        for channel in Channel
        if shares.get(channel) or visits.get(channel)
    ]
    since = min(first, default=timezone.localdate())
    return Figures(
        since, sum(shares.values()), sum(visits.values()), visits.get(None, 0), channels
    )


def by_channel(events: QuerySet[Any]) -> dict[str | None, int]:
    """Channel, or None for no link → how many."""
    return dict(events.order_by().values_list("link__channel").annotate(n=Count("pk")))
