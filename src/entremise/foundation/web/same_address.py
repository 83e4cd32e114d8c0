"""Whether all requests come from one private address: a proxy in front that is not declared.

In the memory of each process: any of them sees the same proxy.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from .rate_limits import client_ip, is_private

Handler = Callable[[HttpRequest], HttpResponse]
LASTS = timedelta(hours=1)
ENOUGH_REQUESTS = 30


@dataclass
class Streak:
    """Requests that followed one another from the same address."""

    address: str = ""
    since: float = 0.0  # seconds since the epoch
    count: int = 0

    def add(self, address: str) -> None:
        if address != self.address:
            self.address, self.since, self.count = address, time.time(), 0
        self.count += 1

    @property
    def is_suspicious(self) -> bool:
        """An hour of requests, and of one private address only."""
        return (
            self.count >= ENOUGH_REQUESTS
            and time.time() - self.since >= LASTS.total_seconds()
            and is_private(self.address)
        )


streak = Streak()


def same_address_middleware(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponse:
        streak.add(client_ip(request))
        return get_response(request)

    return middleware
