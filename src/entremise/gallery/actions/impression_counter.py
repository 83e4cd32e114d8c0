"""Counts impressions in memory and writes them every ``settings.IMPRESSIONS_EVERY`` seconds.

With 0 they are written at once. A killed process loses what it had not written; visits and
shares are never held in memory.
"""

import atexit
import logging
from collections import Counter
from collections.abc import Iterable
from threading import Lock, Timer

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from entremise.gallery import rules
from entremise.gallery.queries.people import is_ranking_due

from .ranking import compute_ranking, count_impressions

logger = logging.getLogger(__name__)
# Pages of one network counted in one slot, in this process; those beyond are not counted.
MAX_PAGES_PER_SLOT = 720


class ImpressionCounter:
    """Impressions since the last writing, safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._shown: Counter[int] = Counter()
        self._pages: Counter[tuple[int, str]] = Counter()
        self._timer: Timer | None = None

    def count(self, people: Iterable[int], *, network: str) -> None:
        """Count that these candidates (row ids) were shown to somebody of this network."""
        slot = rules.slot_at(timezone.now())
        with self._lock:
            if len(self._pages) > 10_000 or any(
                known != slot for known, _ in list(self._pages)[:1]
            ):
                self._pages.clear()
            self._pages[slot, network] += 1
            if self._pages[slot, network] > MAX_PAGES_PER_SLOT:
                return
            self._shown.update(set(people))
            if settings.IMPRESSIONS_EVERY and self._timer is None:
                self._timer = Timer(settings.IMPRESSIONS_EVERY, self._flush_in_thread)
                self._timer.daemon = True
                self._timer.start()
        if not settings.IMPRESSIONS_EVERY:
            self.flush()

    def flush(self) -> None:
        """Write what was counted, and compute the ranking when a new slot has begun."""
        with self._lock:
            shown, self._shown, self._timer = self._shown, Counter(), None
        if shown:
            count_impressions(shown)
        # The worker does it within a minute; when it sleeps, the site does not wait for it.
        if is_ranking_due():
            compute_ranking()

    def _flush_in_thread(self) -> None:
        close_old_connections()
        try:
            self.flush()
        except Exception:
            logger.exception("impressions not counted")
        finally:
            connection.close()

    def flush_at_exit(self) -> None:
        if self._shown:
            self._flush_in_thread()


impression_counter = ImpressionCounter()
atexit.register(impression_counter.flush_at_exit)
