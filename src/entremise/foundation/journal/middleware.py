"""Opening somebody's file is a fact too: a view says ``request.accessed_person = candidate``."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from .actions import record_access


def record_access_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        person = getattr(request, "accessed_person", None)
        if (
            person is not None
            and response.status_code == 200
            and _is_somebody_else(request.user, person)
        ):
            record_access(request.user, person)  # type: ignore[arg-type]  # signed in: has a code
        return response

    return middleware


def _is_somebody_else(user: Any, person: Any) -> bool:
    return bool(user.is_authenticated) and getattr(person, "user_id", None) != user.pk
