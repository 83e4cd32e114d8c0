"""What a view and the middleware around it tell one another about one request.

    request_notes(request).accessed_person = candidate
    response_notes(response).csp = {"frame-src": "'self'"}

Kept beside the request and the response, by identity, as long as these live.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

from django.http import HttpRequest
from django.http.response import HttpResponseBase

if TYPE_CHECKING:
    from datetime import datetime

    from entremise.foundation.accounts.models import UserSession

    from .page_cache import CacheValidator


class AccessedPerson(Protocol):
    """Somebody who has a file, and maybe an account."""

    @property
    def code(self) -> str: ...
    @property
    def user_id(self) -> int | None: ...


@dataclass(slots=True)
class RequestNotes:
    # whose file this page opened, for the journal
    accessed_person: AccessedPerson | None = None
    shown: object = None  # what the page shows; the counters above know what it is
    copied_cv: str = ""  # public code of the CV given as a PDF to an account
    hit_honeypot: bool = False
    seconds_to_wait: float = 0.0  # imposed by the scraper guard on who is not signed in
    user_session: UserSession | None = None
    session_was_read: bool = False  # ``user_session`` is known, even when None


@dataclass(slots=True)
class ResponseNotes:
    csp: dict[str, str] = field(default_factory=dict)  # directives of this page alone
    cache_until: datetime | None = None  # when something it shows ends
    cache_validator: CacheValidator | None = None  # set when the page may be cached


_of_requests: WeakKeyDictionary[HttpRequest, RequestNotes] = WeakKeyDictionary()
_of_responses: WeakKeyDictionary[HttpResponseBase, ResponseNotes] = WeakKeyDictionary()


def request_notes(request: HttpRequest) -> RequestNotes:
    notes = _of_requests.get(request)
    if notes is None:
        notes = _of_requests[request] = RequestNotes()
    return notes


def response_notes(response: HttpResponseBase) -> ResponseNotes:
    notes = _of_responses.get(response)
    if notes is None:
        notes = _of_responses[response] = ResponseNotes()
    return notes


def run_once_sent(response: HttpResponseBase, act: Callable[[], object]) -> None:
    """Call ``act`` when the page is sent, or given up."""
    closers: list[Callable[[], object]] = vars(response)["_resource_closers"]
    closers.append(act)


def is_no_failure(response: HttpResponseBase) -> None:
    """The framework logs an error for each 5xx; this one is meant."""
    vars(response)["_has_been_logged"] = True  # the framework's own mark
