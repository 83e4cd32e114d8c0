"""Counting happens once the page has left: a reader never waits for a counter, and showing
a page changes nothing.

A view says what it showed: ``request.shown = Shown(cv=code, token=…)`` or ``Shown(people=[…])``.
``request.copied = code`` when an account was given the PDF.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from entremise.foundation.web.rate_limits import client_ip, network_of
from entremise.gallery.audience import audience

from . import actions, rules

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    cv: str = ""  # public code of the CV
    token: str = ""  # of the shared link that led here
    people: tuple[int, ...] = ()  # row ids of the candidates on a page of the gallery


def trace_of(request: HttpRequest) -> str:
    """Empty for whom is not counted."""
    if not rules.is_human(request.method or "", request.headers):
        return ""
    return rules.trace_of(client_ip(request), request.headers["User-Agent"])


def _count(request: HttpRequest, shown: Shown, trace: str) -> None:
    try:
        if shown.cv:
            actions.visit(
                shown.cv,
                token=shown.token,
                trace=trace,
                viewer=getattr(request, "user", None),
            )
        else:
            audience.show(shown.people, network=network_of(request))
    except (
        Exception
    ):  # the page has been read already: a lost count is only worth a line
        logger.exception("not counted: %s", shown)


def _note_copy(request: HttpRequest, code: str) -> None:
    try:
        actions.note_copy(code, reader=request.user)  # type: ignore[arg-type]  # a view sets it for accounts only
    except Exception:
        logger.exception("copy not noted")


def counting(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        shown: Shown | None = getattr(request, "shown", None)
        if shown and response.status_code == 200 and (trace := trace_of(request)):
            response._resource_closers.append(lambda: _count(request, shown, trace))  # type: ignore[attr-defined]
        copied: str = getattr(
            request, "copied", ""
        )  # public code of a PDF given to an account
        if copied and response.status_code in (200, 304):
            response._resource_closers.append(lambda: _note_copy(request, copied))  # type: ignore[attr-defined]
        return response

    return middleware
