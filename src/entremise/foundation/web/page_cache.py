"""Pages made once for everybody, and given again for as long as what they were made from
has not changed.

    @reads(anyone)
    @kept(by=stamp("people"))
    def gallery(request): …

``by`` is asked of the database at every request, before anything is given again: another
answer than when the page was made, or None, and the page is made anew. So a withdrawal
holds for every process at the next request. What ``by`` does not know of (the name of a
zone, a figure) follows within ``LASTS``. A view that shows something that ends at an hour
says ``response.cache_until``.

Only what is the same for everybody is kept: GET without any cookie, whole address (scheme,
host, path, question), 200, no cookie set, no form of one's own. In the memory of the
process, never on a disk, never at an intermediary's.
"""

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

Handler = Callable[[HttpRequest], HttpResponse]
VersionGetter = Callable[..., Hashable]
MAX_AGE_SECONDS = 60.0  # seconds
MAX_QUERY_STRING = 300
ALWAYS_REVALIDATE = "private, no-cache, max-age=0, must-revalidate"
# marks of a form that one reader alone may send
PERSONAL_FORM_MARKERS = (b"csrfmiddlewaretoken", f'name="{FORM_KEY_FIELD}"'.encode())


@dataclass(frozen=True)
class CacheValidator:
    """What a page was made from, and how to ask whether that still is so."""

    get_version: VersionGetter
    arguments: dict[str, Any]
    version: Hashable

    @property
    def is_current(self) -> bool:
        return self.get_version(**self.arguments) == self.version


@dataclass(frozen=True)
class CachedResponse:
    validator: CacheValidator
    expires_at: float
    content: bytes
    headers: dict[str, str]
    etag: str
    shown: Any  # what the page shows, for who counts
    csp: dict[str, str]  # what it may do beyond the others, for who writes the headers

    @property
    def size(self) -> int:
        return len(self.content) + 2000

    def response_for(self, request: HttpRequest) -> HttpResponse:
        if self.shown is not None:
            request.shown = self.shown  # type: ignore[attr-defined]
        response = HttpResponse(self.content, headers=self.headers)
        response.csp = self.csp  # type: ignore[attr-defined]
        if "HTTP_IF_NONE_MATCH" not in request.META:
            return response
        return (
            get_conditional_response(request, etag=self.etag, response=response)
            or response
        )


cached_pages: LRUCache[CachedResponse] = LRUCache(settings.KEPT_PAGES_MB * 1024 * 1024)


def version_named(name: str) -> VersionGetter:
    """The word of ``kit.stamps`` under this name, whatever the page is asked."""

    def by(**_arguments: Any) -> str | None:
        return cache_versions.cache_version(name) or None

    return by


def cached_page(
    *, version: VersionGetter
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """This page may be given again. ``by`` is called with what the address says (``code=…``)."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def wrapper(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            if cache_key_for(request) is None:
                return view(request, **kwargs)
            # before the page: what is read after it is never older
            answer = version(**kwargs)
            response = view(request, **kwargs)
            if answer is not None:
                response.cache_validator = CacheValidator(version, kwargs, answer)  # type: ignore[attr-defined]
            return response

        return wrapper

    return decorate


def cache_key_for(request: HttpRequest) -> Hashable:
    """Everything an anonymous page depends on; None for a request that is somebody's own."""
    meta = request.META
    question = meta.get("QUERY_STRING", "")
    if (
        request.method != "GET"
        or meta.get("HTTP_COOKIE")
        or len(question) > MAX_QUERY_STRING
    ):
        return None
    # The language stands in the path (prefix_default_language=False: an address never
    # changes language by itself).
    return (
        request.scheme,
        meta.get("HTTP_HOST", ""),
        request.path_info,
        question,
        meta.get("HTTP_HX_REQUEST", ""),
    )


def _entry(request: HttpRequest, response: HttpResponse) -> CachedResponse | None:
    """None: not the same for everybody."""
    seal = getattr(response, "cache_validator", None)
    if seal is None or response.status_code != 200 or response.streaming:
        return None
    if (
        response.cookies
        or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
        or any(m in response.content for m in PERSONAL_FORM_MARKERS)
    ):
        return None
    until = getattr(response, "cache_until", None)
    response.headers.setdefault("Cache-Control", ALWAYS_REVALIDATE)
    digest = hashlib.blake2b(response.content, digest_size=12).hexdigest()
    response.headers.setdefault("ETag", f'"{digest}"')
    return CachedResponse(
        seal,
        min(
            time.time() + MAX_AGE_SECONDS, until.timestamp() if until else float("inf")
        ),
        response.content,
        dict(response.headers),
        response.headers["ETag"],
        getattr(request, "shown", None),
        getattr(response, "csp", {}),
    )


def page_cache_middleware(get_response: Handler) -> Handler:
    """Gives again what was made; outside it stand only the headers, the guard and the counters."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method != "GET":
            return get_response(request)
        key = cache_key_for(request)
        with cache_versions.pin_cache_versions():
            if key is None:
                return get_response(request)
            entry = cached_pages.get(key)
            if entry is not None:
                if time.time() < entry.expires_at and entry.validator.is_current:
                    return entry.response_for(request)
                cached_pages.delete(key)
            response = get_response(request)
        made = _entry(request, response)
        if made is None:
            return response
        cached_pages.put(key, made, size=made.size)
        return (
            get_conditional_response(request, etag=made.etag, response=response)
            or response
        )

    return middleware
