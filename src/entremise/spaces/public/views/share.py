"""« Partager »: buttons without script; each records a share and redirects to the network."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.languages import native_language_name
from entremise.foundation.kit.links import path_to, url_to
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.decorators import anyone, reads, writes
from entremise.foundation.web.notes import response_notes
from entremise.foundation.web.requests import parts_of_url
from entremise.rendering import cv_text
from entremise.rendering.papers import PAPER_FORMATS, can_be_printed
from entremise.sharing.actions.counting import record_share
from entremise.sharing.enums import CHANNEL_OF_PAPER, ShareChannel
from entremise.sharing.middleware.view_counting import visitor_key_of
from entremise.sharing.queries import networks
from entremise.sharing.queries.links import tokens_by_channel
from entremise.sharing.queries.share_messages import offered_languages, offered_messages

from .cv import cv_path, rendering_version, share_token_in, with_published_cv

SHARE_BUTTONS = [
    (ShareChannel.LINKEDIN, "briefcase-business", _("Partager sur LinkedIn")),
    (ShareChannel.WHATSAPP, "message-circle", _("Envoyer par WhatsApp")),
    (ShareChannel.FACEBOOK, "users", _("Partager sur Facebook")),
    (ShareChannel.X, "hash", _("Partager sur X")),
    (ShareChannel.EMAIL, "mail", _("Envoyer par e-mail")),
    (ShareChannel.SMS, "smartphone", _("Envoyer par SMS")),
]
# Papers, from the smallest to the largest.
PAPER_URL_NAMES = {
    ShareChannel.PRINT: "cv_card",
    ShareChannel.POSTER: "cv_poster",
    ShareChannel.SCREEN: "cv_slide",
}
PAPER_DETAILS: dict[str, dict[str, Any]] = {
    "carte": {
        "icon": "id-card",
        "where": _("À épingler chez le boulanger, à glisser dans une lettre."),
        "size": (298, 420),
    },
    "affiche": {
        "icon": "printer",
        "where": _("À accrocher dans un hall. Se lit à trois mètres."),
        "size": (331, 468),
    },
    "ecran": {
        "icon": "monitor",
        "where": _("Pour l’écran de l’accueil ou de la cantine."),
        "size": (480, 270),
    },
}
SHARE_CHANNELS = {
    *(channel for channel, _icon, _label in SHARE_BUTTONS),
    ShareChannel.COPY,
    *PAPER_URL_NAMES,
}


class HttpResponseSeeOther(HttpResponse):
    """303 to any scheme, ``mailto:`` and ``sms:`` included."""

    status_code = 303

    def __init__(self, location: str) -> None:
        super().__init__()
        self.headers["Location"] = location


def _language(asked: str, offered: list[str]) -> str:
    """The language asked for if the CV has messages in it, else that of the page."""
    return asked if asked in offered else get_language() or "fr"


def _shared_url(shown: PublicCV, token: str) -> str:
    """URL of the CV in its language, with the token: networks show the picture in that language."""
    page = (
        settings.SITE_URL + cv_path(shown, shown.language)
        if shown.original_language
        else url_to("cv", code=shown.code)
    )
    return page + (f"?s={token}" if token else "")


def _papers(shown: PublicCV) -> list[dict[str, Any]]:
    """The papers to print, with thumbnails; none unless the CV may be printed."""
    if not can_be_printed(shown):
        return []
    return [
        {
            "label": label,
            "action": path_to(
                "cv_share_by", code=shown.code, channel=CHANNEL_OF_PAPER[name]
            ),
            "picture": path_to(
                "cv_paper", code=shown.code, rendering=shown.rendering_key, name=name
            ),
            **PAPER_DETAILS[name],
        }
        for name, (label, _points) in PAPER_FORMATS.items()
    ]


@reads(anyone)
@with_published_cv
def share(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    offered = offered_languages(shown)
    language = _language(request.GET.get("langue", ""), offered)
    shown = shown.in_language(language)
    tokens = tokens_by_channel(shown.code)
    copied = "lien" in request.GET
    context = {
        "cv": shown,
        "token": share_token_in(request),
        "texts": offered_messages(shown, language),
        "spoken": language,
        "message_languages": [(code, native_language_name(code)) for code in offered],
        "buttons": [
            (label, icon, path_to("cv_share_by", code=shown.code, channel=c.value))
            for c, icon, label in SHARE_BUTTONS
        ],
        "copy": path_to(
            "cv_share_by", code=shown.code, channel=ShareChannel.COPY.value
        ),
        "papers": _papers(shown),
        "address": _shared_url(shown, tokens.get(ShareChannel.COPY, "")),
        "paper_address": _shared_url(shown, tokens.get(ShareChannel.PRINT, "")),
        "copied": copied,
        "preview": path_to(
            "cv_preview",
            code=shown.code,
            rendering=rendering_version(shown),
            picture=language,
        ),
        "description": cv_text.description_of(shown),
        "host": urlsplit(settings.SITE_URL).hostname,
    }
    response = render(request, "public/share.html", context)
    response_notes(response).csp = {"form-action": networks.SHARE_FORM_ACTION}
    return response


def is_from_our_page(request: HttpRequest) -> bool:
    """Whether a form of this site was posted.

    Replaces the CSRF cookie, which public pages do not set.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return parts_of_url(source).netloc in (
        urlsplit(settings.SITE_URL).netloc,
        request.get_host(),
    )


@csrf_exempt
@writes(anyone, show=False)
@with_published_cv
def share_by(request: HttpRequest, shown: PublicCV, channel: str) -> HttpResponse:
    if channel not in SHARE_CHANNELS or (
        channel in PAPER_URL_NAMES and not can_be_printed(shown)
    ):
        raise Http404
    # A form of another site redirects to the network too, but no visitor is recorded.
    visitor_key = visitor_key_of(request) if is_from_our_page(request) else ""
    link = record_share(
        shown.code, channel=channel, visitor_key=visitor_key, viewer=request.user
    )
    if channel == ShareChannel.COPY:
        return redirect(f"{path_to('cv_share', code=shown.code)}?lien=1#lien")
    if channel in PAPER_URL_NAMES:
        return redirect(
            path_to(PAPER_URL_NAMES[ShareChannel(channel)], code=shown.code)
        )
    language = _language(request.POST.get("langue", ""), offered_languages(shown))
    shown = shown.in_language(language)
    texts = {
        message.tone: message.text for message in offered_messages(shown, language)
    }
    text = texts.get(request.POST.get("tone", "")) or next(iter(texts.values()), "")
    return HttpResponseSeeOther(
        networks.network_share_url(
            channel,
            url=_shared_url(shown, link.token),
            text=text,
            title=cv_text.headline_of(shown),
        )
    )
