"""What the shares did."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet
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


def figures_for(viewer: Any, candidate: Candidate, *, days: int = 90) -> Figures | None:
    """What the shares did for one person; None for who may not follow them."""
    if not can_follow(viewer, candidate):
        return None
    since = timezone.localdate() - timedelta(days=days)
    shares = _by_channel(ShareEvent.objects.filter(link__candidate=candidate, day__gte=since))
    visits = _by_channel(Visit.objects.filter(candidate=candidate, day__gte=since))
    channels = [
        ChannelFigures(channel.value, str(channel.label), shares.get(channel, 0), visits.get(channel, 0))
        for channel in Channel
        if shares.get(channel) or visits.get(channel)
    ]
    return Figures(since, sum(shares.values()), sum(visits.values()), visits.get(None, 0), channels)


def _by_channel(events: QuerySet) -> dict[str | None, int]:
    rows = events.order_by().values_list("link__channel").annotate(n=Count("pk"))
    return dict(rows)


def shares_total(*, since: date | None = None, until: date | None = None) -> int:
    """All the presses on « Partager », counted one by one from the events."""
    events = ShareEvent.objects.all()
    if since:
        events = events.filter(day__gte=since)
    return (events.filter(day__lte=until) if until else events).count()
