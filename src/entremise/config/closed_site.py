"""A restored site is closed: visitors read a page that says so, administrators look and open.

Health addresses answer as always.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import get_template
from django.urls import ResolverMatch
from django.utils.translation import override

from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.accounts.sessions import is_awaiting_second_factor
from entremise.foundation.association.queries import current_settings
from entremise.foundation.backups.queries import is_site_closed
from entremise.foundation.kit.links import path_to
from entremise.foundation.web.notes import is_no_failure
from entremise.foundation.web.requests import language_of_address, match_of_address

RETRY_AFTER = 600  # seconds
# Probes, files that are the same for everybody.
OPEN_PREFIXES = ("/sante/", "/metriques", "/static/", "/.well-known/")
# Pages by which an administrator enters.
ENTRY_PAGES = (
    "public:sign_in",
    "public:code",
    "public:resend_code",
    "public:entry_link",
    "public:sign_out",
    "public:signed_out",
    "public:doors",
    "public:fresh_proof",
    "public:second_factor",
    "public:factors",
    "public:begin_app",
    "public:add_app",
    "public:add_passkey",
    "public:check_passkey",
    "public:passkey_options",
    "public:new_recovery_codes",
    "public:brand",
    "public:logo",
)
# What is shown instead of them to who may open the site.
FIRST_PAGES = ("public:doors", "team:home")


class ClosedSiteMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN_PREFIXES) or not is_site_closed():
            return self.get_response(request)
        if not _is_entry(match_of_address(request)):
            return closed_page(request)
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Who is signed in is known by now."""
        match = request.resolver_match
        if match is None or not _is_entry(match) or not is_site_closed():
            return None
        if is_awaiting_second_factor(request):
            return None  # who they are is asked first, by AccountMiddleware
        is_administrator = can_change_settings(request.user)
        if is_administrator and match.view_name in FIRST_PAGES:
            return HttpResponseRedirect(path_to("team_restoration"))
        is_outside = match.namespace == "team" or match.view_name == "public:doors"
        if is_outside and request.user.is_authenticated and not is_administrator:
            return closed_page(request)
        return None


def _is_entry(match: ResolverMatch | None) -> bool:
    return match is not None and (
        match.namespace == "team" or match.view_name in ENTRY_PAGES
    )


def closed_page(request: HttpRequest) -> HttpResponse:
    language = language_of_address(request)
    with override(language):
        site = current_settings()
        text = get_template("closed.html").render({"site": site})
    response = HttpResponse(text, status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = language
    is_no_failure(response)
    return response
