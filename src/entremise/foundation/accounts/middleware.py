"""Sets ``request.user``; redirects staff to their second factor until they have passed it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import SimpleLazyObject

from entremise.foundation.kit.links import path_to

from . import sessions


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
        if not getattr(view, "login_required", True) or getattr(
            view, "allowed_before_second_factor", False
        ):
            return None
        if not sessions.is_awaiting_second_factor(request):
            return None
        query = (
            f"?{urlencode({'next': request.get_full_path()})}"
            if request.method == "GET"
            else ""
        )
        return HttpResponseRedirect(path_to("second_factor") + query)
