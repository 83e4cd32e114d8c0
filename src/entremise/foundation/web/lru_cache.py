"""Least-recently-used cache of one process, bounded in bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_all_caches: "list[LRUCache[Any]]" = []


class LRUCache(Generic[T]):
    """A value larger than an eighth of ``max_bytes`` is not stored."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes, self.size = max_bytes, 0
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = Lock()
        _all_caches.append(self)

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            stored = self._values.get(key)
            if stored is None:
                return None
            self._values.move_to_end(key)
            return stored[0]

    def put(self, key: Hashable, value: T, *, size: int) -> None:
        if size > self.max_bytes // 8:
            return
        with self._lock:
            self._delete(key)
            self._values[key] = (value, size)
            self.size += size
            while self.size > self.max_bytes:
                self.size -= self._values.popitem(last=False)[1][1]

    def delete(self, key: Hashable) -> None:
        with self._lock:
            self._delete(key)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self.size = 0

    def _delete(self, key: Hashable) -> None:
        if stored := self._values.pop(key, None):
            self.size -= stored[1]

    def __len__(self) -> int:
        return len(self._values)


def clear_all_caches() -> None:
    """Empty every cache of this process."""
    for cache in _all_caches:
        cache.clear()
