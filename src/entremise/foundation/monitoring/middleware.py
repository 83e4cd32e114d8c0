"""Addresses that watch the deployment, answered before anything else.

They have no session, no language and no visitor, and any name of the machine is answered:
a probe asks 127.0.0.1.
"""

from collections.abc import Callable

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
)

from .health import health_checks

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


ADDRESSES: dict[str, Handler] = {"/sante/vivante": alive, "/sante/prete": ready}


def monitoring_middleware(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponse:
        answer = ADDRESSES.get(request.path_info.rstrip("/"))
        if answer is None:
            return get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(("GET", "HEAD"))
        response = answer(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return middleware
