"""What a view and a log line say of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view receives when its access test lets only signed-in people in.

    For annotations: the request itself is Django's.
    """

    user: User


def route_of(request: HttpRequest) -> str:
    """The method and the pattern of the page: « GET equipe/candidats/<str:code>/ »."""
    match = request.resolver_match
    return f"{request.method} {match.route if match else '(no such page)'}"
