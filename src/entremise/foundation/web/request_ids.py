"""A number for each request: on its answer, on the page of a failure, on each log line."""

import contextlib
import contextvars
import re
import secrets
from collections.abc import Callable, Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]

HEADER = "X-Request-ID"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_current: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")


def current_request_id() -> str:
    """The number of the request being answered; empty outside one."""
    return _current.get()


@contextlib.contextmanager
def numbered(number: str) -> Iterator[None]:
    """Log lines of the block have this number."""
    token = _current.set(number)
    try:
        yield
    finally:
        _current.reset(token)


def request_id_middleware(get_response: Handler) -> Handler:
    """Number the request; a number given by a proxy of ours is kept."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXIES else ""
        number = given if _GIVEN.fullmatch(given) else secrets.token_hex(8)
        with numbered(number):
            response = get_response(request)
        response.headers[HEADER] = number
        return response

    return middleware
