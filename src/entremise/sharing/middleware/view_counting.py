"""Counts what a view showed, once the page is sent.

A view notes ``shown = Shown(cv=code, token=…)`` or ``Shown(people=(…))``, and ``copied_cv``
(public code) when it gave a PDF to an account.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from entremise.foundation.web.notes import request_notes, run_once_sent
from entremise.foundation.web.rate_limits import client_ip, client_network
from entremise.gallery.actions.impression_counter import impression_counter
from entremise.sharing import rules
from entremise.sharing.actions.copies import record_pdf_copy
from entremise.sharing.actions.counting import record_visit

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    cv: str = ""  # public code of the CV
    token: str = ""  # of the share link that led here
    people: tuple[int, ...] = ()  # row ids of the candidates on a page of the gallery


def visitor_key_of(request: HttpRequest) -> str:
    """``rules.visitor_key``; empty for a request that is not counted."""
    if not rules.is_human_page_view(request.method or "", request.headers):
        return ""
    return rules.visitor_key(client_ip(request), request.headers["User-Agent"])


def _count_view(request: HttpRequest, shown: Shown, visitor_key: str) -> None:
    try:
        if shown.cv:
            record_visit(
                shown.cv,
                token=shown.token,
                visitor_key=visitor_key,
                viewer=getattr(request, "user", None),
            )
        else:
            impression_counter.count(shown.people, network=client_network(request))
    except Exception:  # the page is sent already
        logger.exception("not counted: %s", type(shown).__name__)


def _record_copy(request: HttpRequest, code: str) -> None:
    try:
        # Views note ``copied_cv`` for accounts only.
        record_pdf_copy(code, reader=request.user)  # type: ignore[arg-type]
    except Exception:
        logger.exception("copy not recorded")


def count_views(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        notes = request_notes(request)
        shown, copied = notes.shown, notes.copied_cv
        if (
            isinstance(shown, Shown)
            and response.status_code == 200
            and (key := visitor_key_of(request))
        ):
            run_once_sent(response, lambda: _count_view(request, shown, key))
        if copied and response.status_code in (200, 304):
            run_once_sent(response, lambda: _record_copy(request, copied))
        return response

    return middleware
