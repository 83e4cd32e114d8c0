"""Shares and visits of one person, by channel."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.candidates.rules import can_view_candidate
from entremise.foundation.accounts.models import Viewer
from entremise.sharing.enums import ShareChannel
from entremise.sharing.models import ShareEvent, Visit


@dataclass(frozen=True)
class ChannelCounts:
    channel: str
    label: str
    shares: int
    visits: int


@dataclass(frozen=True)
class ShareFigures:
    since: date
    shares: int
    visits: int
    plain_visits: int  # without share link: gallery, search, typed address
    channels: list[ChannelCounts]


def share_figures_for(viewer: Viewer, candidate: Candidate) -> ShareFigures | None:
    """Since the first share or visit; None for who may not view the candidate."""
    if not can_view_candidate(viewer, candidate):
        return None
    shared, visited = (
        ShareEvent.objects.filter(link__candidate=candidate),
        Visit.objects.filter(candidate=candidate),
    )
    shares, visits = counts_by_channel(shared), counts_by_channel(visited)
    first_days = [
        day
        for events in (shared, visited)
        if (day := events.aggregate(first=Min("day"))["first"])
    ]
    channels = [
        ChannelCounts(
            channel.value,
            str(channel.label),
            shares.get(channel, 0),
            visits.get(channel, 0),
        )
        for channel in ShareChannel
        if shares.get(channel) or visits.get(channel)
    ]
    since = min(first_days, default=timezone.localdate())
    return ShareFigures(
        since, sum(shares.values()), sum(visits.values()), visits.get(None, 0), channels
    )


def counts_by_channel(events: QuerySet[Any]) -> dict[str | None, int]:
    """Channel (None: no link) → how many."""
    return dict(events.order_by().values_list("link__channel").annotate(n=Count("pk")))
