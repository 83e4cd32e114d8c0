"""What a process keeps to give it again: the things used last, within a weight in bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_all_caches: "list[LRUCache[Any]]" = []


class LRUCache(Generic[T]):
    """``limit`` in bytes; a thing heavier than an eighth of it is not kept."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes, self.size = max_bytes, 0
        self._values: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = Lock()
        _all_caches.append(self)

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            held = self._values.get(key)
            if held is None:
                return None
            self._values.move_to_end(key)
            return held[0]

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
        if held := self._values.pop(key, None):
            self.size -= held[1]

    def __len__(self) -> int:
        return len(self._values)


def clear_all_caches() -> None:
    """Empty every shelf of this process."""
    for shelf in _all_caches:
        shelf.clear()
