"""What SMS cost each month, and the limit that the association sets.

The segments of an SMS are counted before it is given to the service, by one conditional UPDATE:
workers that send at the same moment cannot go beyond the limit together. What was surely not
sent is given back. Beyond the limit only sign-in codes leave.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit import events

from .models import SmsMonth

WARNING_PERCENT = 80


@dataclass(frozen=True)
class SmsLimitNear:
    """WARNING_PERCENT of the monthly limit is spent, or all of it when ``is_reached``."""

    month: date
    limit: int  # segments
    is_reached: bool


class LimitReached(Exception):
    """The SMS is not sent: it would go beyond the monthly limit."""


@dataclass(frozen=True)
class CountedSegments:
    """What was counted for one SMS, to give it back if it does not leave."""

    month: date
    segments: int
    cost: int  # ten-thousandths of a euro


def count_segments(segments: int, *, always: bool) -> CountedSegments:
    """Count an SMS that is about to leave; LimitReached when the limit forbids it.

    ``always``: it leaves beyond the limit too, and counts.
    """
    site = current_settings()
    month = current_month()
    counted = CountedSegments(month, segments, segments * price_of_segment())
    SmsMonth.objects.get_or_create(first_day=month)
    row = SmsMonth.objects.filter(first_day=month)
    limit = site.sms_segments_per_month
    allowed = row if always else row.filter(segments__lte=limit - segments)
    if not allowed.update(
        segments=F("segments") + segments,
        messages=F("messages") + 1,
        cost=F("cost") + counted.cost,
    ):
        events.announce(SmsLimitNear(month, limit, is_reached=True))
        raise LimitReached("the monthly limit of SMS is reached")
    spent = row.values_list("segments", flat=True)[0]
    if spent * 100 >= limit * WARNING_PERCENT:
        events.announce(SmsLimitNear(month, limit, is_reached=spent >= limit))
    return counted


def give_back(counted: CountedSegments) -> None:
    """The SMS surely did not leave."""
    SmsMonth.objects.filter(first_day=counted.month).update(
        segments=F("segments") - counted.segments,
        messages=F("messages") - 1,
        cost=F("cost") - counted.cost,
    )


def current_month() -> date:
    """The first day of the month, as the clock of the site says."""
    return timezone.localdate().replace(day=1)


def price_of_segment() -> int:
    """In ten-thousandths of a euro; 0 when nobody said it."""
    price = current_settings().sms_price
    return round(float(price.replace(",", ".")) * 10_000) if price else 0


@dataclass(frozen=True)
class SmsSpending:
    """One month. ``percent``: of the limit in force; None for a past month."""

    month: date
    messages: int
    segments: int
    euros: float
    percent: int | None


def spending_by_month(*, months: int = 13) -> list[SmsSpending]:
    """This month first, then the past ones in which an SMS left."""
    this_month = current_month()
    limit = current_settings().sms_segments_per_month
    rows = {row.first_day: row for row in SmsMonth.objects.all()[:months]}
    rows.setdefault(this_month, SmsMonth(first_day=this_month))
    return [
        SmsSpending(
            row.first_day,
            row.messages,
            row.segments,
            row.cost / 10_000,
            row.segments * 100 // limit if row.first_day == this_month else None,
        )
        for row in sorted(rows.values(), key=lambda row: row.first_day, reverse=True)
    ]
