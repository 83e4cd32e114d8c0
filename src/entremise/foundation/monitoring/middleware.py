"""Addresses that watch the deployment, answered before anything else.

They have no session, no language and no visitor, and any name of the machine is answered:
a probe asks 127.0.0.1.
"""

import ipaddress
import time
from collections.abc import Callable

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseNotFound,
    JsonResponse,
)
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST

from entremise.foundation.web.metrics import request_seconds
from entremise.foundation.web.requests import match_of_address

from .health import health_checks
from .metrics import metrics_page

Handler = Callable[[HttpRequest], HttpResponse]


def alive(request: HttpRequest) -> HttpResponse:
    """This process answers; nothing else is asked."""
    return JsonResponse({"alive": True})


def ready(request: HttpRequest) -> HttpResponse:
    """200 when every check is ok, 503 otherwise."""
    checks = health_checks()
    is_ready = all(check.ok for check in checks)
    said = {check.name: {"ok": check.ok, **check.facts} for check in checks}
    return JsonResponse(
        {"ready": is_ready, "checks": said}, status=200 if is_ready else 503
    )


def metrics(request: HttpRequest) -> HttpResponse:
    """Whoever has no right to it learns nothing: 404."""
    if not may_read_metrics(request):
        return HttpResponseNotFound()
    return HttpResponse(metrics_page(), content_type=CONTENT_TYPE_LATEST)


def may_read_metrics(request: HttpRequest) -> bool:
    """The token; or, on a site that no proxy stands before, a program of this machine.

    A proxy of this machine has its address too, and may say nothing of whom it speaks for:
    behind one, and a site in https always is, nothing but the token is believed.
    """
    token, given = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    if token and constant_time_compare(given, f"Bearer {token}"):
        return True
    if settings.SECURE or settings.TRUSTED_PROXIES:
        return False
    if any(name in request.META for name in FORWARDED):
        return False
    host = request.META.get("HTTP_HOST", "").rpartition(":")[0] or request.META.get(
        "HTTP_HOST", ""
    )
    return _is_loopback(request.META.get("REMOTE_ADDR", "")) and (
        host == "localhost" or _is_loopback(host.strip("[]"))
    )


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_REAL_IP",
    "HTTP_FORWARDED",
    "HTTP_VIA",
)
ADDRESSES: dict[str, Handler] = {
    "/sante/vivante": alive,
    "/sante/prete": ready,
    "/metriques": metrics,
}


def page_name(request: HttpRequest) -> str:
    """The name of the view: closed list, nothing of the address that was typed."""
    if request.path_info.startswith(settings.STATIC_URL):
        return "static"
    # none when it was answered before its view: from the cache, or refused
    match = request.resolver_match or match_of_address(request)
    return match.view_name if match else "none"


def _measured(request: HttpRequest, get_response: Handler) -> HttpResponse:
    began = time.perf_counter()
    response = get_response(request)
    status = f"{response.status_code // 100}xx"
    seconds = time.perf_counter() - began
    request_seconds.labels(page_name(request), status).observe(seconds)
    return response


def monitoring_middleware(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponse:
        answer = ADDRESSES.get(request.path_info.rstrip("/"))
        if answer is None:
            return _measured(request, get_response)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(("GET", "HEAD"))
        response = answer(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return middleware
