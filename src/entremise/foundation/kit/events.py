"""Events from lower apps to upper apps.

A lower app announces a dataclass; an upper app subscribes to it in its apps.py. Handlers
run immediately, in the transaction of the caller.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")
_handlers: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(event: type[E], handler: Callable[[E], None]) -> None:
    if handler not in _handlers[event]:
        _handlers[event].append(handler)


def announce(event: object) -> None:
    for handler in _handlers[type(event)]:
        handler(event)
