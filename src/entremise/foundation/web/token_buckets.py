"""Token buckets in the memory of a process: how much a key may take at once, and how fast
it may take more.

No row is written, nothing is waited for. Each process has its own: with several, a key may
take that many times more.
"""

import time
from collections.abc import Callable


class TokenBuckets:
    """One number a key: the moment at which its bucket will be full again (the « generic
    cell rate » algorithm).

    ``burst``: what may be taken at once. ``per_second``: what comes back. ``most``: keys
    remembered; those whose bucket is full again mean nothing and go first, then the oldest.
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
        """0.0 and it is taken; else nothing is, and how many seconds until there will be enough."""
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
