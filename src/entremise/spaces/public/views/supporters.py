"""« Je prête mon réseau »: ask for a rare letter, confirm, share with links of one's own, stop.

No cookie and no account: who holds the link of a letter is the supporter (``sharing.keys``).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from entremise.foundation.kit.links import path_to
from entremise.foundation.web import rate_limits
from entremise.foundation.web.views import anyone, reads, writes
from entremise.rendering import words
from entremise.sharing import actions, keys, networks, share_texts
from entremise.sharing.enums import Channel
from entremise.sharing.middleware import trace_of
from entremise.sharing.queries import supporters as queries
from entremise.spaces.public.forms.supporters import SupporterForm, WishesForm

from .share import from_our_page

ASKS, HOUR = 5, timedelta(hours=1)
ON_THEIR_PAGE = 3


@csrf_exempt
@writes(anyone)
def supporters(request: HttpRequest) -> HttpResponse:
    form = SupporterForm(request.POST or None)
    if request.method == "POST" and from_our_page(request):
        if not rate_limits.allow(
            "supporters", rate_limits.network_of(request), limit=ASKS, per=HOUR
        ):
            return render(request, "kit/too_many.html", status=429)
        if form.is_valid():
            if not form.trapped:
                actions.ask(language=get_language() or "fr", **form.wishes())
            return redirect("public:supporter_asked")
    return render(request, "public/supporters.html", {"form": form})


@reads(anyone)
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "public/supporter_asked.html")


def with_key(
    purpose: str,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The view gets the supporter whose link it is; another page says how to get a new one."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        def wrapper(request: HttpRequest, key: str, **kwargs: Any) -> HttpResponse:
            supporter = queries.supporter_with(key, purpose)
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
@with_key(keys.CONFIRM)
def confirm(request: HttpRequest, supporter: Any, key: str) -> HttpResponse:
    """Opened by the reader, or by the machine that checks their mails: only the button confirms."""
    if request.method == "POST":
        return redirect(
            "public:supporter_place", key=actions.confirm_supporter(supporter)
        )
    return render(request, "public/supporter_confirm.html", {"supporter": supporter})


def _doors(link: queries.OwnLink) -> list[tuple[str, str]]:
    """Where to send a link of one's own at once, with a few words."""
    said, title = share_texts.share_texts(link.cv)[0].words, words.headline_of(link.cv)
    return [
        (
            str(channel.label),
            networks.door(channel, url=link.address, words=said, title=title),
        )
        for channel in (Channel.WHATSAPP, Channel.LINKEDIN, Channel.EMAIL, Channel.SMS)
    ]


@reads(anyone)
@with_key(keys.PLACE)
def place(request: HttpRequest, supporter: Any, key: str) -> HttpResponse:
    context = {
        "supporter": supporter,
        "key": key,
        "links": [(link, _doors(link)) for link in queries.own_links(supporter)],
        "people": queries.people_for(supporter, ON_THEIR_PAGE),
        "reach": queries.reach_of(supporter),
        "stop": path_to("supporter_stop", key=keys.key_of(supporter, keys.STOP)),
    }
    return render(request, "public/supporter_place.html", context)


@csrf_exempt
@writes(anyone)
@with_key(keys.PLACE)
def wishes(request: HttpRequest, supporter: Any, key: str) -> HttpResponse:
    form = WishesForm(request.POST or None, initial=queries.wishes_of(supporter))
    if request.method == "POST" and form.is_valid():
        actions.choose(supporter, **form.wishes())
        return redirect("public:supporter_place", key=key)
    return render(request, "public/supporter_wishes.html", {"form": form, "key": key})


@csrf_exempt
@writes(anyone, show=False)
@with_key(keys.PLACE)
def own_link(request: HttpRequest, supporter: Any, key: str, code: str) -> HttpResponse:
    actions.own_link(supporter, code, trace=trace_of(request))
    response = redirect("public:supporter_place", key=key)
    response.headers["Location"] += f"#{code}"
    return response


@csrf_exempt
@writes(anyone, show=False)
@with_key(keys.PLACE)
def renew(request: HttpRequest, supporter: Any, key: str) -> HttpResponse:
    actions.renew_links(supporter)
    return redirect("public:supporter_asked")


@csrf_exempt
@writes(anyone)
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """RFC 8058: a mail program that posts here, without cookie nor referrer, stops at once
    and is not redirected.
    """
    supporter = queries.supporter_with(key, keys.STOP)
    if supporter is None and keys.read(key, keys.STOP) is None:
        return render(request, "public/supporter_old_link.html", status=404)
    if supporter is not None and request.method == "POST":
        actions.stop(supporter)
        supporter = None
    response = render(
        request,
        "public/supporter_stop.html" if supporter else "public/supporter_stopped.html",
    )
    response.headers["Cache-Control"] = "no-store"
    return response
