"""Atom and JSON feeds of the people who agreed to be shown on other sites.

Made at each request: who withdraws is gone at once.
"""

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import anyone, reads
from entremise.rendering import feeds
from entremise.sharing.enums import ShareChannel
from entremise.sharing.queries import partners
from entremise.spaces.public.forms.embed import embed_filters_in

from .cv import ALWAYS_REVALIDATE


def _feed(request: HttpRequest, purpose: str) -> feeds.Feed:
    shown = partners.partner_cards(
        partners.partner_publications(embed_filters_in(request.GET))[
            : partners.FEED_SIZE
        ],
        ShareChannel.FEED,
    )
    query = request.GET.urlencode()
    return feeds.Feed(
        title=_("%(brand)s : des personnes à rencontrer")
        % {"brand": current_settings().site_name},
        address=url_to(purpose) + (f"?{query}" if query else ""),
        home=url_to("gallery"),
        language=get_language() or settings.LANGUAGE_CODE,
        entries=[(card.cv, card.address) for card in shown],
    )


def _feed_response(request: HttpRequest, body: bytes, kind: str) -> HttpResponse:
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response = HttpResponse(body, content_type=kind)
    for name, value in {
        "ETag": etag,
        "Cache-Control": ALWAYS_REVALIDATE,
        "Access-Control-Allow-Origin": "*",
    }.items():
        response.headers[name] = value
    return get_conditional_response(request, etag=etag, response=response) or response


@reads(anyone)
def feed_atom(request: HttpRequest) -> HttpResponse:
    return _feed_response(
        request,
        feeds.atom_feed(_feed(request, "feed_atom")),
        "application/atom+xml; charset=utf-8",
    )


@reads(anyone)
def feed_json(request: HttpRequest) -> HttpResponse:
    body = json.dumps(
        feeds.json_feed(_feed(request, "feed_json")), ensure_ascii=False
    ).encode()
    return _feed_response(request, body, "application/feed+json; charset=utf-8")
