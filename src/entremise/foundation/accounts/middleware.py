"""Sets ``request.user``; asks staff for their second factor, and for a fresh proof where a
view needs one; refuses to a session opened by a card the views that it does not open.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import resolve
from django.utils.functional import SimpleLazyObject

from entremise.foundation.kit.links import path_to

from . import queries, sessions
from .rules import has_signed_in_by_card


def allow_before_second_factor(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Open this view to staff who have not passed their second factor yet."""
    view.allowed_before_second_factor = True  # type: ignore[attr-defined]
    return view


class AccountMiddleware(AuthenticationMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        lazy_user: Any = SimpleLazyObject(lambda: sessions.user_of_request(request))
        request.user = lazy_user

    def process_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        sessions.update_last_seen(request)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponse | None:
        if not getattr(view, "login_required", True):
            return None
        before_factor = getattr(view, "allowed_before_second_factor", False)
        if not before_factor and sessions.is_awaiting_second_factor(request):
            return _redirect_to("second_factor", request)
        if _lacks_fresh_proof(request, view):
            return _ask_for_proof(request)
        if has_signed_in_by_card(request.user) and _is_closed_to_cards(request, view):
            issuer = queries.full_name_of(getattr(request.user, "card_issuer_code", ""))
            return render(
                request, "accounts/closed_to_cards.html", {"issuer": issuer}, status=403
            )
        return None


def _is_closed_to_cards(request: HttpRequest, view: Any) -> bool:
    """Those whom the view refuses anyway get its own answer."""
    test = getattr(view, "test", None)
    return not getattr(view, "by_card", False) and (test is None or test(request.user))


def _lacks_fresh_proof(request: HttpRequest, view: Any) -> bool:
    """Nothing is asked of those whom the view refuses anyway."""
    is_asked = getattr(view, "fresh_proof", None)
    if not is_asked or request.method not in view.methods:
        return False
    return (
        view.test(request.user)
        and is_asked(request.user)
        and not sessions.has_fresh_proof(request)
    )


def _ask_for_proof(request: HttpRequest) -> HttpResponse | None:
    """A form that was sent is answered by the page of proof, which holds what was typed.

    Sent again with the right code, it reaches its own view: None.
    """
    if request.method != "POST":
        return _redirect_to("fresh_proof", request)
    page = resolve(path_to("fresh_proof")).func
    answer: HttpResponse = page(request)
    return None if sessions.has_fresh_proof(request) else answer


def _redirect_to(purpose: str, request: HttpRequest) -> HttpResponse:
    query = (
        f"?{urlencode({'next': request.get_full_path()})}"
        if request.method == "GET"
        else ""
    )
    return HttpResponseRedirect(path_to(purpose) + query)
