"""What a process keeps to give it again: the things used last, within a weight in bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

T = TypeVar("T")
_all: "list[Shelf[Any]]" = []


class Shelf(Generic[T]):
    """``limit`` in bytes; a thing heavier than an eighth of it is not kept."""

    def __init__(self, limit: int) -> None:
        self.limit, self.weight = limit, 0
        self._things: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = Lock()
        _all.append(self)

    def get(self, key: Hashable) -> T | None:
        with self._lock:
            held = self._things.get(key)
            if held is None:
                return None
            self._things.move_to_end(key)
            return held[0]

    def put(self, key: Hashable, thing: T, *, weight: int) -> None:
        if weight > self.limit // 8:
            return
        with self._lock:
            self._drop(key)
            self._things[key] = (thing, weight)
            self.weight += weight
            while self.weight > self.limit:
                self.weight -= self._things.popitem(last=False)[1][1]

    def drop(self, key: Hashable) -> None:
        with self._lock:
            self._drop(key)

    def empty(self) -> None:
        with self._lock:
            self._things.clear()
            self.weight = 0

    def _drop(self, key: Hashable) -> None:
        if held := self._things.pop(key, None):
            self.weight -= held[1]

    def __len__(self) -> int:
        return len(self._things)


def forget_everything() -> None:
    """Empty every shelf of this process."""
    for shelf in _all:
        shelf.empty()
