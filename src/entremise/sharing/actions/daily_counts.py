"""Writes the counts of past days, which stay, and deletes old events."""

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from entremise.foundation.association.queries import current_settings
from entremise.sharing.models import DayCount, ShareEvent, Visit
from entremise.sharing.queries.daily_counts import events_not_closed, last_closed_day

# How long after midnight a day is closed: what was opened before it is counted by then.
CLOSING_DELAY = timedelta(minutes=10)


@transaction.atomic
def close_daily_counts() -> None:
    """Write the counts of past days, once: later changes do not alter them."""
    until = timezone.localdate(timezone.now() - CLOSING_DELAY) - timedelta(days=1)
    sums: dict[tuple[date, int, str], list[int]] = defaultdict(lambda: [0, 0])
    for place, (events, zone) in enumerate(events_not_closed()):
        for day, zone_id, channel, number in _counted(
            events.filter(day__lte=until), zone
        ):
            sums[day, zone_id, channel or ""][place] = number
    DayCount.objects.bulk_create(
        [
            DayCount(
                day=day, zone_id=zone, channel=channel, shares=shares, visits=visits
            )
            for (day, zone, channel), (shares, visits) in sums.items()
        ],
        ignore_conflicts=True,
    )


def _counted(events: QuerySet, zone: str) -> QuerySet:
    return (
        events.order_by()
        .values_list("day", zone, "link__channel")
        .annotate(number=Count("pk"))
    )


@transaction.atomic
def delete_old_events() -> None:
    """Delete the events that are kept no longer, whose day is closed."""
    kept = timedelta(days=current_settings().days_of_visits)
    last, before = last_closed_day(), timezone.localdate() - kept
    if last is not None:
        for events in (ShareEvent, Visit):
            events.objects.filter(day__lt=min(before, last)).delete()
