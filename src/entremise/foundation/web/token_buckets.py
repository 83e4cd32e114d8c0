"""Token buckets in the memory of a process: a burst, then a steady rate for each key.

Nothing is written to the database. Each process has its own buckets: with several, a key
may take that many times more.
"""

import time
from collections.abc import Callable


class TokenBuckets:
    """One number for each key: when its bucket will be full again (generic cell rate algorithm).

    ``burst``: tokens that may be taken at once. ``per_second``: tokens that come back.
    ``max_keys``: keys remembered; full buckets are dropped first, then the oldest keys.
    """

    def __init__(
        self,
        *,
        burst: float,
        per_second: float,
        max_keys: int = 20_000,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.interval = 1 / per_second
        self.depth = burst * self.interval
        self.max_keys, self.clock = max_keys, clock
        self._full_at: dict[str, float] = {}

    def take(self, key: str, cost: float = 1.0) -> float:
        """Take ``cost`` tokens and return 0.0; or take none and return the seconds to wait."""
        now = self.clock()
        full_at = self._full_at.get(key, now)
        after = (full_at if full_at > now else now) + cost * self.interval
        wait = after - now - self.depth
        if wait > 0:
            return wait
        if len(self._full_at) >= self.max_keys and key not in self._full_at:
            self._make_room(now)
        self._full_at[key] = after
        return 0.0

    def _make_room(self, now: float) -> None:
        waiting = [(key, at) for key, at in list(self._full_at.items()) if at > now]
        self._full_at = dict(waiting[-self.max_keys // 2 :])

    def clear(self) -> None:
        self._full_at.clear()

    def __len__(self) -> int:
        return len(self._full_at)
