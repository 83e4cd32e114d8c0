"""Pages of people that were shown, summed in this process and written every few seconds: a
page does not cost a transaction. What is killed loses the seconds not written yet; visits
and shares are never held like this."""

import atexit
import logging
from collections import Counter
from collections.abc import Iterable
from threading import Lock, Timer

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from entremise.gallery import rules as gallery_rules
from entremise.gallery.queries.people import is_ranking_due

from .ranking import compute_ranking, count_impressions

logger = logging.getLogger(__name__)
# a watch, from one network, told to this process: beyond, showing no longer counts as being
# seen
MAX_PAGES_PER_SLOT = 720


class ImpressionCounter:
    """Who was shown since the last writing."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._shown: Counter[int] = Counter()
        self._pages: Counter[tuple[int, str]] = Counter()
        self._timer: Timer | None = None

    def count(self, people: Iterable[int], *, network: str) -> None:
        """These people (row ids of candidates) were just shown to somebody of this network."""
        watch = gallery_rules.slot_at(timezone.now())
        with self._lock:
            if len(self._pages) > 10_000 or any(
                known != watch for known, _ in list(self._pages)[:1]
            ):
                self._pages.clear()
            self._pages[watch, network] += 1
            if self._pages[watch, network] > MAX_PAGES_PER_SLOT:
                return
            self._shown.update(set(people))
            if settings.EXPOSURES_EVERY and self._timer is None:
                self._timer = Timer(settings.EXPOSURES_EVERY, self._flush_in_thread)
                self._timer.daemon = True
                self._timer.start()
        if not settings.EXPOSURES_EVERY:
            self.flush()

    def flush(self) -> None:
        """Add to the table what was summed; whoever sees that a watch has begun draws its order."""
        with self._lock:
            shown, self._shown, self._timer = self._shown, Counter(), None
        if shown:
            count_impressions(shown)
        if (
            is_ranking_due()
        ):  # the worker does it within a minute; asleep, the site does not wait for it
            compute_ranking()

    def _flush_in_thread(self) -> None:
        close_old_connections()
        try:
            self.flush()
        except Exception:
            logger.exception("exposures not counted")
        finally:
            connection.close()


impression_counter = ImpressionCounter()
atexit.register(
    lambda: impression_counter._shown and impression_counter._flush_in_thread()
)
