"""« Je prête mon réseau »: subscribe to a digest, confirm, share with own links, unsubscribe.

No cookie and no account: the key of the link in an e-mail identifies the supporter
(``sharing.signing``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from entremise.foundation.kit.links import path_to
from entremise.foundation.web import rate_limits
from entremise.foundation.web.decorators import anyone, reads, writes
from entremise.rendering import cv_text
from entremise.sharing import signing
from entremise.sharing.actions.supporters import (
    confirm_supporter,
    ensure_supporter_link,
    renew_supporter_links,
    subscribe_supporter,
    unsubscribe_supporter,
    update_supporter_wishes,
)
from entremise.sharing.enums import ShareChannel
from entremise.sharing.middleware.view_counting import visitor_key_of
from entremise.sharing.queries import default_messages, networks, supporters as queries
from entremise.spaces.public.forms.supporters import (
    SupporterForm,
    SupporterPreferencesForm,
)

from .share import is_from_our_page

if TYPE_CHECKING:
    from entremise.sharing.models import Supporter

MAX_REQUESTS, HOUR = 5, timedelta(hours=1)
PEOPLE_ON_PAGE = 3


@csrf_exempt
@writes(anyone)
def supporters(request: HttpRequest) -> HttpResponse:
    form = SupporterForm(request.POST or None)
    if request.method == "POST" and is_from_our_page(request):
        if not rate_limits.allow_attempt(
            "supporters",
            rate_limits.client_network(request),
            limit=MAX_REQUESTS,
            period=HOUR,
        ):
            return render(request, "kit/too_many.html", status=429)
        if form.is_valid():
            if not form.is_filled_by_robot:
                subscribe_supporter(
                    language=get_language() or "fr", **form.preferences()
                )
            return redirect("public:supporter_asked")
    return render(request, "public/supporters.html", {"form": form})


@reads(anyone)
def supporter_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "public/supporter_asked.html")


def with_supporter(
    purpose: str,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The view gets the supporter of the key; without one, a page says how to get a new link."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def wrapper(request: HttpRequest, key: str, **kwargs: object) -> HttpResponse:
            supporter = queries.supporter_from_key(key, purpose)
            if supporter is None:
                response = render(request, "public/supporter_old_link.html", status=404)
            else:
                response = view(request, supporter, key=key, **kwargs)
            response.headers["Cache-Control"] = "no-store"
            return response

        return wrapper

    return decorate


@csrf_exempt
@writes(anyone)
@with_supporter(signing.CONFIRM)
def supporter_confirm(
    request: HttpRequest, supporter: Supporter, key: str
) -> HttpResponse:
    """Opening the page, which mail scanners do too, confirms nothing: only the button does."""
    if request.method == "POST":
        return redirect("public:supporter_place", key=confirm_supporter(supporter))
    return render(request, "public/supporter_confirm.html", {"supporter": supporter})


def _send_links(link: queries.SupporterLink) -> list[tuple[str, str]]:
    """(channel, URL) to send this link with a short message."""
    text, title = (
        default_messages.default_share_messages(link.cv)[0].text,
        cv_text.headline_of(link.cv),
    )
    return [
        (
            str(channel.label),
            networks.network_share_url(
                channel, url=link.address, text=text, title=title
            ),
        )
        for channel in (
            ShareChannel.WHATSAPP,
            ShareChannel.LINKEDIN,
            ShareChannel.EMAIL,
            ShareChannel.SMS,
        )
    ]


@reads(anyone)
@with_supporter(signing.PAGE)
def supporter_place(
    request: HttpRequest, supporter: Supporter, key: str
) -> HttpResponse:
    context = {
        "supporter": supporter,
        "key": key,
        "links": [
            (link, _send_links(link)) for link in queries.supporter_links(supporter)
        ],
        "people": queries.people_for_supporter(supporter, PEOPLE_ON_PAGE),
        "reach": queries.supporter_reach(supporter),
        "stop": path_to(
            "supporter_stop", key=signing.supporter_key(supporter, signing.STOP)
        ),
    }
    return render(request, "public/supporter_place.html", context)


@csrf_exempt
@writes(anyone)
@with_supporter(signing.PAGE)
def supporter_wishes(
    request: HttpRequest, supporter: Supporter, key: str
) -> HttpResponse:
    form = SupporterPreferencesForm(
        request.POST or None, initial=queries.supporter_wishes(supporter)
    )
    if request.method == "POST" and form.is_valid():
        update_supporter_wishes(supporter, **form.preferences())
        return redirect("public:supporter_place", key=key)
    return render(request, "public/supporter_wishes.html", {"form": form, "key": key})


@csrf_exempt
@writes(anyone, show=False)
@with_supporter(signing.PAGE)
def supporter_link(
    request: HttpRequest, supporter: Supporter, key: str, code: str
) -> HttpResponse:
    ensure_supporter_link(supporter, code, visitor_key=visitor_key_of(request))
    response = redirect("public:supporter_place", key=key)
    response.headers["Location"] += f"#{code}"
    return response


@csrf_exempt
@writes(anyone, show=False)
@with_supporter(signing.PAGE)
def supporter_renew(
    request: HttpRequest, supporter: Supporter, key: str
) -> HttpResponse:
    renew_supporter_links(supporter)
    return redirect("public:supporter_asked")


@csrf_exempt
@writes(anyone)
def supporter_stop(request: HttpRequest, key: str) -> HttpResponse:
    """RFC 8058: a mail program that posts here unsubscribes at once, without redirection.

    It sends neither cookie nor referrer.
    """
    supporter = queries.supporter_from_key(key, signing.STOP)
    if supporter is None and signing.read_supporter_key(key, signing.STOP) is None:
        return render(request, "public/supporter_old_link.html", status=404)
    if supporter is not None and request.method == "POST":
        unsubscribe_supporter(supporter)
        supporter = None
    response = render(
        request,
        "public/supporter_stop.html" if supporter else "public/supporter_stopped.html",
    )
    response.headers["Cache-Control"] = "no-store"
    return response
