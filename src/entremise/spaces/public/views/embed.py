"""Published CVs on other sites: a page to frame, without script or cookie, and its builder."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.html import format_html

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.links import path_to, url_to
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import anyone, reads
from entremise.foundation.web.notes import response_notes
from entremise.foundation.web.requests import parts_of_url
from entremise.gallery.queries.people import facet_choices
from entremise.rendering import feeds
from entremise.sharing.enums import ShareChannel
from entremise.sharing.queries import partners
from entremise.spaces.public.forms.embed import (
    EmbedForm,
    card_count_in,
    embed_filters_in,
)

from .cv import ALWAYS_REVALIDATE

WIDTH, ROW_HEIGHT, MARGIN_HEIGHT = 640, 310, 150
# Pages that oEmbed answers for: those that announce it.
EMBEDDED = ("public:embed", "public:embed_guide", "public:gallery")


@reads(anyone)
def embed(request: HttpRequest) -> HttpResponse:
    """May be framed by any site.

    Impressions are not counted here: people are shown in turns of equal length
    (``current_rotation``).
    """
    order = partners.partner_publications(embed_filters_in(request.GET))
    rows = partners.current_rotation(order, card_count_in(request.GET), timezone.now())
    context = {
        "cards": partners.partner_cards(rows, ShareChannel.EMBED),
        "gallery": url_to("gallery"),
        "refresh": int(partners.ROTATION_PERIOD.total_seconds())
        if request.GET.get("ecran")
        else 0,
    }
    response = render(request, "public/embed.html", context)
    response_notes(response).csp = {"frame-ancestors": "*", "script-src": "'none'"}
    response.headers["Cache-Control"] = ALWAYS_REVALIDATE
    return response


@reads(anyone)
def embed_guide(request: HttpRequest) -> HttpResponse:
    """« Montrer des personnes sur votre site »: choose, preview, copy the code."""
    asked: Any = request.GET or None  # Django's stubs: an immutable QueryDict
    form = EmbedForm(asked, choices=facet_choices())
    query, filters = (
        (form.query_string(), form.query_string(filters_only=True))
        if form.is_bound
        else ("nombre=3", "")
    )
    data = QueryDict(query)
    address = f"{url_to('embed')}?{query}"
    context = {
        "form": form,
        "preview": f"{path_to('embed')}?{query}",
        "code": _frame(address, WIDTH, _height(card_count_in(data))),
        "height": _height(card_count_in(data)),
        "address": address,
        "oembed": url_to("oembed"),
        "atom": url_to("feed_atom") + (f"?{filters}" if filters else ""),
        "json": url_to("feed_json") + (f"?{filters}" if filters else ""),
    }
    response = render(request, "public/embed_guide.html", context)
    response_notes(response).csp = {"frame-src": "'self'"}
    return response


def _height(count: int) -> int:
    return MARGIN_HEIGHT + ROW_HEIGHT * (1 if count <= 3 else 2)


def _frame(address: str, width: int, height: int) -> str:
    return format_html(
        (
            '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"'
            ' referrerpolicy="no-referrer"></iframe>'
        ),
        address,
        width,
        height,
        _("Des personnes à rencontrer"),
    )


@reads(anyone)
def oembed(request: HttpRequest) -> HttpResponse:
    """https://oembed.com: for the URL of one of our pages, the HTML that shows it elsewhere."""
    kind = request.GET.get("format", "json")
    if kind not in ("json", "xml"):
        return HttpResponse(status=501)
    params = _embed_params_of(request.GET.get("url", ""))
    count = card_count_in(params)
    width = min(WIDTH, _max_size(request, "maxwidth"))
    height = min(_height(count), _max_size(request, "maxheight"))
    query = params.urlencode()
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": _("Des personnes à rencontrer"),
        "provider_name": current_settings().site_name,
        "provider_url": f"{settings.SITE_URL}/",
        "cache_age": 3600,
        "html": _frame(url_to("embed") + (f"?{query}" if query else ""), width, height),
        "width": width,
        "height": height,
    }
    response = (
        HttpResponse(feeds.oembed_xml(answer), content_type="text/xml; charset=utf-8")
        if kind == "xml"
        else JsonResponse(answer)
    )
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _embed_params_of(address: str) -> QueryDict:
    """Parameters of the embed that shows the same as this page of ours; 404 for another URL."""
    parts = parts_of_url(address)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        raise Http404 from None
    if parts.netloc != urlsplit(settings.SITE_URL).netloc or name not in EMBEDDED:
        raise Http404
    page_params, params = QueryDict(parts.query), QueryDict(mutable=True)
    filters = embed_filters_in(page_params)
    for name, value in (
        ("zone", filters.zone),
        ("famille", filters.family),
        ("langue", filters.language),
    ):
        if value:
            params[name] = value
    params["nombre"] = str(card_count_in(page_params))
    return params


def _max_size(request: HttpRequest, name: str) -> int:
    """A maximum size in pixels of the query string, at least 200; 10 000 without one."""
    typed = request.GET.get(name, "")
    return max(int(typed), 200) if typed.isdecimal() and len(typed) < 6 else 10_000
