"""Security headers, addresses that no page has, and the page shown for a DomainError."""

import logging
from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.foundation.kit.errors import DomainError

from .notes import response_notes
from .requests import route_of
from .shortcuts import previous_page

Handler = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("entremise.web")
LOGGED_STATUSES = (413, 414, 429, 503)
MAX_QUESTION = 4000  # characters after the « ? » of an address

DEFAULT_CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    # No script of ours makes a page of a text, but where its view says by which policy.
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}


def policy_in_words(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{directive} {value}" for directive, value in policy.items())


def security_headers_middleware(get_response: Handler) -> Handler:
    """Add the headers that the response does not have yet."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        # A view may widen one directive: response_notes(response).csp = {"form-action": …}
        policy = DEFAULT_CSP | response_notes(response).csp
        response.headers.setdefault("Content-Security-Policy", policy_in_words(policy))
        if policy["frame-ancestors"] == DEFAULT_CSP["frame-ancestors"]:
            # for browsers that read no policy
            response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault(
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), browsing-topics=()",
        )
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow, noarchive")
        if getattr(getattr(request, "user", None), "is_authenticated", False):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def log_refusals_middleware(get_response: Handler) -> Handler:
    """A line for each refusal of the site's own: too many requests, a form that is not ours."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code in LOGGED_STATUSES:
            log.warning("%d %s", response.status_code, route_of(request))
        return response

    return middleware


def refuse_long_question_middleware(get_response: Handler) -> Handler:
    """414 beyond ``MAX_QUESTION``: links of a page repeat its question, some of them several times.

    No form of ours makes one that is half as long.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if len(request.META.get("QUERY_STRING", "")) > MAX_QUESTION:
            return HttpResponse(status=414)
        return get_response(request)

    return middleware


def refuse_nul_middleware(get_response: Handler) -> Handler:
    """No page has a NUL in its address, and PostgreSQL fails when it is asked for one.

    In a question, it is left out: whoever types has no way to write one on purpose.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "")
        return get_response(request)

    return middleware


class DomainErrorMiddleware:
    """A DomainError that no view caught: its message and the ways back, with status 409."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        if isinstance(exception, DomainError):
            user = getattr(request, "user", None)
            context = {
                "message": str(exception),
                "previous": previous_page(request),
                "signed_in": user is not None and user.is_authenticated,
            }
            return render(request, "kit/refused.html", context, status=409)
        return None
