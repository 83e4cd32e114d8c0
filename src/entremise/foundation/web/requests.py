"""What a view and a log line say of a request."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view receives when its access test lets only signed-in people in.

    For annotations: the request itself is Django's.
    """

    user: User


def route_of(request: HttpRequest) -> str:
    """The method and the pattern of the page: « GET equipe/candidats/<str:code>/ ».

    Also of a page that was refused before its view.
    """
    match = request.resolver_match or match_of_address(request)
    return f"{request.method} {match.route if match else '(no such page)'}"


def is_longer_than(request: HttpRequest, most: int) -> bool:
    """Does the request say that its body has more bytes, or say it in no number?"""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return not (length.isdecimal() and len(length) < 12 and int(length) <= most)


def parts_of_url(typed: str) -> SplitResult:
    """The parts of a URL that somebody gives; empty ones when it is malformed."""
    try:
        return urlsplit(typed)
    except ValueError:
        return urlsplit("")


def language_of_address(request: HttpRequest) -> str:
    """That of the address, as everywhere on the site; not that of the browser."""
    return get_language_from_path(request.path_info) or settings.LANGUAGE_CODE


def match_of_address(request: HttpRequest) -> ResolverMatch | None:
    """The view that the address names, for who answers before it; None when there is none."""
    with override(language_of_address(request)):
        try:
            return resolve(request.path_info)
        except Resolver404:
            return None
