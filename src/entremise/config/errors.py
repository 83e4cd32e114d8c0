"""The page of a failure: nothing in it may fail, so it asks nobody anything."""

import logging
import re
import secrets
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import get_template

from entremise.foundation.web.middleware import DEFAULT_CSP, policy_in_words
from entremise.foundation.web.request_ids import HEADER, current_request_id, numbered

log = logging.getLogger("entremise.web")
Application = Callable[..., Iterable[bytes]]
_CHARSET = re.compile(r";\s*charset\s*=[^;]*", re.I)


def server_error(request: HttpRequest) -> HttpResponse:
    number = current_request_id()
    return HttpResponseServerError(get_template("500.html").render({"number": number}))


class LastResort:
    """Around the WSGI application: what fails outside the framework is answered and written.

    The framework handles what happens once it has read the request; before, a malformed one
    would be answered by the web server, without our headers and without a line.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    def __call__(
        self, environment: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        kind = environment.get("CONTENT_TYPE", "")
        # Every form of ours is UTF-8; the framework fails on a codec that is none of texts.
        environment["CONTENT_TYPE"] = _CHARSET.sub("", kind)
        try:
            return self.application(environment, start_response)
        except Exception:
            number = secrets.token_hex(8)
            with numbered(number):
                log.exception("500 before the page")
            page = get_template("500.html").render({"number": number}).encode()
            start_response(
                "500 Internal Server Error",
                [
                    ("Content-Type", "text/html; charset=utf-8"),
                    ("Content-Length", str(len(page))),
                    ("Content-Security-Policy", policy_in_words(DEFAULT_CSP)),
                    ("X-Frame-Options", "DENY"),
                    ("X-Content-Type-Options", "nosniff"),
                    ("Referrer-Policy", "same-origin"),
                    ("X-Robots-Tag", "noindex, nofollow, noarchive"),
                    ("Cache-Control", "no-store"),
                    (HEADER, number),
                ],
            )
            return [page]
