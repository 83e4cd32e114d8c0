"""What waits to be delivered, and whether a channel has stopped working."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from .models import OutboxMessage

LATE_AFTER = timedelta(minutes=10)  # due, and no worker tried it
VAIN_TRIES = 3  # about two minutes of tries
# One message refused alone may be the fault of its address.
FAILING_ALONE_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class ChannelQueue:
    """The messages of a channel that are neither sent nor given up."""

    channel: str  # MessageChannel
    waiting: int
    oldest_at: datetime  # when the oldest was written
    due_at: datetime  # when the most urgent had to be tried
    # tried in vain since the channel last worked; none when it works
    refused: int
    refused_since: datetime | None

    @property
    def is_late(self) -> bool:
        """Due for long, and nobody tries."""
        return timezone.now() - self.due_at > LATE_AFTER

    @property
    def is_failing(self) -> bool:
        """Several messages refused and none sent since, or one for an hour."""
        if self.refused_since is None:
            return False
        lasts = timezone.now() - self.refused_since
        return self.refused > 1 or lasts > FAILING_ALONE_AFTER


def channel_queues() -> list[ChannelQueue]:
    """One for each channel where something waits."""
    waiting = OutboxMessage.objects.filter(sent_at=None, parked_at=None)
    rows = waiting.values("channel").annotate(
        count=Count("pk"),
        oldest_at=Min("created_at"),
        due_at=Min("next_try_at"),
        tried=Count("pk", filter=Q(attempts__gte=VAIN_TRIES)),
    )
    return [
        ChannelQueue(
            row["channel"],
            row["count"],
            row["oldest_at"],
            row["due_at"],
            *(_refused_since_it_worked(row["channel"]) if row["tried"] else (0, None)),
        )
        for row in rows.order_by("channel")
    ]


def _refused_since_it_worked(channel: str) -> tuple[int, datetime | None]:
    rows = OutboxMessage.objects.filter(channel=channel)
    refused = rows.filter(sent_at=None, parked_at=None, attempts__gte=VAIN_TRIES)
    if last_sent := rows.aggregate(last=Max("sent_at"))["last"]:
        refused = refused.filter(created_at__gt=last_sent)
    found = refused.aggregate(count=Count("pk"), since=Min("created_at"))
    return found["count"], found["since"]


def oldest_waiting(queues: Iterable[ChannelQueue]) -> timedelta:
    """Age of the oldest message that waits; zero when none does."""
    now = timezone.now()
    return max((now - queue.oldest_at for queue in queues), default=timedelta())
