"""How long a service asks to wait before it is asked again."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_PAUSE = timedelta(hours=6)


def pause_asked(header: str | None) -> timedelta | None:
    """Retry-After: seconds or a date; at most LONGEST_PAUSE. None when it says neither."""
    text = (header or "").strip()
    if text.isdigit():
        pause = timedelta(seconds=min(int(text), 10**6))
    else:
        try:
            pause = parsedate_to_datetime(text) - datetime.now(UTC)
        except (TypeError, ValueError):
            return None
    return max(timedelta(), min(pause, LONGEST_PAUSE))
