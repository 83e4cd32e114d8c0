"""Records who opened whose file.

A view of somebody's file sets ``request_notes(request).accessed_person``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse

from entremise.foundation.web.notes import AccessedPerson, request_notes

from .actions import record_access

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer


def record_access_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Write a PersonAccess when the page of somebody else's file was shown."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        person = request_notes(request).accessed_person
        if (
            person is not None
            and response.status_code == 200
            and _is_somebody_else(request.user, person)
        ):
            record_access(request.user, person)  # type: ignore[arg-type]  # signed in: has a code
        return response

    return middleware


def _is_somebody_else(user: Viewer, person: AccessedPerson) -> bool:
    return bool(user.is_authenticated) and person.user_id != user.pk
