"""Cache of whole anonymous pages, in the memory of each process.

    @reads(anyone)
    @cached_page(version=version_named("people"))
    def gallery(request): …

The version is read from the database at every request, and with it the versions that every
page depends on. The page is reused only if they are the same as when the page was made, and
the first is not None: a withdrawal takes effect in every process at the next request. What
no version covers (the name of a zone, a figure) is at most MAX_AGE_SECONDS old. A view that
shows something that ends at a given time sets ``response_notes(response).cache_until``.

Only pages that are the same for everybody are stored: GET without any cookie, status 200,
no cookie set, no personal form. The key is the whole address (scheme, host, path, query
string). Nothing is written to disk or left to an intermediary.
"""

from __future__ import annotations

import functools
import hashlib
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from entremise.foundation.kit.forms import FORM_KEY_FIELD

from . import cache_versions
from .lru_cache import LRUCache
from .notes import request_notes, response_notes

Handler = Callable[[HttpRequest], HttpResponse]
VersionGetter = Callable[..., Hashable]
MAX_AGE_SECONDS = 60.0
MAX_QUERY_STRING = 300  # characters
ALWAYS_REVALIDATE = "private, no-cache, max-age=0, must-revalidate"
# Marks of a form that only one reader may send.
PERSONAL_FORM_MARKERS = (b"csrfmiddlewaretoken", f'name="{FORM_KEY_FIELD}"'.encode())


@dataclass(frozen=True)
class CacheValidator:
    """How to read again the version that a page was made from."""

    get_version: VersionGetter
    arguments: dict[str, Any]
    version: Hashable
    common: tuple[str, ...]  # the versions that every page depends on

    @property
    def is_current(self) -> bool:
        return (
            self.get_version(**self.arguments) == self.version
            and cache_versions.common_versions() == self.common
        )


@dataclass(frozen=True)
class CachedResponse:
    validator: CacheValidator
    expires_at: float
    content: bytes
    headers: dict[str, str]
    etag: str
    shown: object  # what the page shows, for the counters; None when nothing is counted
    csp: dict[str, str]  # CSP directives of this page

    @property
    def size(self) -> int:
        return len(self.content) + 2000

    def response_for(self, request: HttpRequest) -> HttpResponse:
        if self.shown is not None:
            request_notes(request).shown = self.shown
        response = HttpResponse(self.content, headers=self.headers)
        response_notes(response).csp = self.csp
        return _or_not_modified(request, response, self.etag)


def _or_not_modified(
    request: HttpRequest, response: HttpResponse, etag: str
) -> HttpResponse:
    """304 when the reader has this page already, under the policy of the page.

    A browser replaces the headers it kept by those of the 304.
    """
    if "HTTP_IF_NONE_MATCH" not in request.META:
        return response
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer is None or answer is response:
        return response
    response_notes(answer).csp = response_notes(response).csp
    return answer


cached_pages: LRUCache[CachedResponse] = LRUCache(
    settings.CACHED_PAGES_MB * 1024 * 1024
)


def version_named(name: str) -> VersionGetter:
    """The cache version of this name, whatever the arguments of the view."""

    def get_version(**_arguments: object) -> str | None:
        return cache_versions.cache_version(name) or None

    return get_version


def cached_page(
    *, version: VersionGetter
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let this page be cached. ``version`` is called with the view's arguments (``code=…``)."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def wrapper(request: HttpRequest, **kwargs: object) -> HttpResponse:
            if cache_key_for(request) is None:
                return view(request, **kwargs)
            # read before the page: what the page reads is never older than its version
            current = version(**kwargs)
            common = cache_versions.common_versions()
            response = view(request, **kwargs)
            if current is not None:
                response_notes(response).cache_validator = CacheValidator(
                    version, kwargs, current, common
                )
            return response

        return wrapper

    return decorate


def cache_key_for(request: HttpRequest) -> Hashable:
    """Everything an anonymous page depends on; None for a request that is not anonymous."""
    meta = request.META
    query = meta.get("QUERY_STRING", "")
    if (
        request.method != "GET"
        or meta.get("HTTP_COOKIE")
        or len(query) > MAX_QUERY_STRING
    ):
        return None
    # The language is part of the path (prefix_default_language=False).
    return (
        request.scheme,
        meta.get("HTTP_HOST", ""),
        request.path_info,
        query,
        meta.get("HTTP_HX_REQUEST", ""),
    )


def _cached_response(
    request: HttpRequest, response: HttpResponse
) -> CachedResponse | None:
    """What to store; None when the page is not the same for everybody."""
    notes = response_notes(response)
    validator = notes.cache_validator
    if validator is None or response.status_code != 200 or response.streaming:
        return None
    if (
        response.cookies
        or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
        or any(m in response.content for m in PERSONAL_FORM_MARKERS)
    ):
        return None
    until = notes.cache_until
    response.headers.setdefault("Cache-Control", ALWAYS_REVALIDATE)
    digest = hashlib.blake2b(response.content, digest_size=12).hexdigest()
    response.headers.setdefault("ETag", f'"{digest}"')
    return CachedResponse(
        validator,
        min(
            time.time() + MAX_AGE_SECONDS, until.timestamp() if until else float("inf")
        ),
        response.content,
        dict(response.headers),
        response.headers["ETag"],
        request_notes(request).shown,
        notes.csp,
    )


def page_cache_middleware(get_response: Handler) -> Handler:
    """Answer with the cached page; only the headers, the guard and the counters run outside it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "GET":
            with cache_versions.pin_common_versions():
                return get_response(request)
        key = cache_key_for(request)
        with cache_versions.pin_cache_versions():
            if key is None:
                return get_response(request)
            stored = cached_pages.get(key)
            if stored is not None:
                if time.time() < stored.expires_at and stored.validator.is_current:
                    return stored.response_for(request)
                cached_pages.delete(key)
            response = get_response(request)
        cached = _cached_response(request, response)
        if cached is None:
            return response
        cached_pages.put(key, cached, size=cached.size)
        return _or_not_modified(request, response, cached.etag)

    return middleware
