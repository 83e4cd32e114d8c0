"""« Partager »: a page without script, whose buttons count one press and lead to the network."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from entremise.candidates.content import PublicCV
from entremise.foundation.kit.links import path_to, url_to
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.kit.web import anyone, reads, writes
from entremise.sharing import actions, queries
from entremise.sharing.enums import Channel
from entremise.sharing.middleware import trace_of
from entremise.sharing.rendering import networks, words

from .cv import of_published, token_in

BUTTONS = [
    (Channel.LINKEDIN, "briefcase-business", _("Partager sur LinkedIn")),
    (Channel.WHATSAPP, "message-circle", _("Envoyer par WhatsApp")),
    (Channel.FACEBOOK, "users", _("Partager sur Facebook")),
    (Channel.X, "hash", _("Partager sur X")),
    (Channel.EMAIL, "mail", _("Envoyer par e-mail")),
    (Channel.SMS, "smartphone", _("Envoyer par SMS")),
]


class SeeOther(HttpResponse):
    """303 to one of the allow-listed doors (mail and SMS included)."""

    status_code = 303

    def __init__(self, location: str) -> None:
        super().__init__()
        self.headers["Location"] = location


def _address(shown: PublicCV, token: str) -> str:
    return url_to("cv", code=shown.code) + (f"?s={token}" if token else "")


@reads(anyone)
@of_published
def share(request: HttpRequest, shown: PublicCV) -> HttpResponse:
    tokens = queries.tokens_of(shown.code)
    copied = "lien" in request.GET
    context = {
        "cv": shown,
        "token": token_in(request),
        "texts": words.share_texts(shown),
        "buttons": [
            (label, icon, path_to("cv_share_by", code=shown.code, channel=c.value)) for c, icon, label in BUTTONS
        ],
        "copy": path_to("cv_share_by", code=shown.code, channel=Channel.COPY.value),
        "print": path_to("cv_share_by", code=shown.code, channel=Channel.PRINT.value),
        "address": _address(shown, tokens.get(Channel.COPY, "")),
        "paper_address": _address(shown, tokens.get(Channel.PRINT, "")),
        "copied": copied,
        "preview": path_to("cv_preview", code=shown.code, rendering=shown.rendering, picture=get_language() or "fr"),
        "description": words.description_of(shown),
        "host": urlsplit(settings.SITE_URL).hostname,
    }
    response = render(request, "public/share.html", context)
    response.csp = {"form-action": networks.FORM_ACTION}  # type: ignore[attr-defined]
    return response


def from_our_page(request: HttpRequest) -> bool:
    """The form was on a page of this site. Takes the place of the CSRF cookie, which public pages do not set."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc in (urlsplit(settings.SITE_URL).netloc, request.get_host())


@csrf_exempt
@writes(anyone, show=False)
@of_published
def share_by(request: HttpRequest, shown: PublicCV, channel: str) -> HttpResponse:
    if channel not in Channel.values:
        raise Http404
    # Someone else's page may lead here, and the network opens; but that is nobody's press on « Partager ».
    trace = trace_of(request) if from_our_page(request) else ""
    link = actions.share(shown.code, channel=channel, trace=trace)
    if channel == Channel.COPY:
        return redirect(f"{path_to('cv_share', code=shown.code)}?lien=1#lien")
    if channel == Channel.PRINT:
        return redirect("public:cv_card", code=shown.code)
    texts = {text.tone: text.words for text in words.share_texts(shown)}
    said = texts.get(request.POST.get("tone", ""), texts["simple"])
    return SeeOther(networks.door(channel, url=_address(shown, link.token), words=said, title=words.headline_of(shown)))
