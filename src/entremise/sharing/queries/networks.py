"""Addresses of social networks: where share buttons lead, and where to ask for removal."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from entremise.foundation.kit.text import gettext_lazy as _
from entremise.sharing.enums import ShareChannel

# CSP ``form-action`` of the share page. Browsers check each step of a redirection, so the
# addresses that the networks redirect to are here too.
SHARE_FORM_ACTION = (
    "'self' https://www.linkedin.com https://wa.me https://api.whatsapp.com"
    " https://web.whatsapp.com https://www.facebook.com https://m.facebook.com"
    " https://twitter.com https://x.com mailto: sms: whatsapp:"
)

_SHARE_URLS: dict[str, Callable[[str, str, str], str]] = {
    ShareChannel.LINKEDIN: lambda url, text, title: (
        f"https://www.linkedin.com/sharing/share-offsite/?url={url}"
    ),
    ShareChannel.WHATSAPP: lambda url, text, title: (
        f"https://wa.me/?text={text}%20{url}"
    ),
    ShareChannel.FACEBOOK: lambda url, text, title: (
        f"https://www.facebook.com/sharer/sharer.php?u={url}"
    ),
    ShareChannel.X: lambda url, text, title: (
        f"https://twitter.com/intent/tweet?url={url}&text={text}"
    ),
    ShareChannel.EMAIL: lambda url, text, title: (
        f"mailto:?subject={title}&body={text}%0A%0A{url}"
    ),
    ShareChannel.SMS: lambda url, text, title: f"sms:?&body={text}%20{url}",
}


def network_share_url(channel: str, *, url: str, text: str, title: str) -> str:
    """Where the share button leads; empty for a channel of our own pages (copy, print)."""
    make = _SHARE_URLS.get(channel)
    return (
        make(quote(url, safe=""), quote(text, safe=""), quote(title, safe=""))
        if make
        else ""
    )


@dataclass(frozen=True)
class RemovalRequest:
    """How to ask a site to remove what it stores of a page that is gone."""

    name: str
    url: str  # where to ask; empty when nothing can be done
    instructions: Any


def removal_requests(url: str) -> list[RemovalRequest]:
    """For the CV at this address."""
    page = quote(url, safe="")
    return [
        RemovalRequest(
            "LinkedIn",
            f"https://www.linkedin.com/post-inspector/inspect/{page}",
            _(
                "Relit la page et oublie l’image."
                " Sans rien faire, il l’oublie en sept jours environ."
            ),
        ),
        RemovalRequest(
            "Facebook",
            f"https://developers.facebook.com/tools/debug/?q={page}",
            _("Choisir « Récupérer de nouveau ». Il faut un compte Facebook."),
        ),
        RemovalRequest(
            "Google",
            "https://search.google.com/search-console/remove-outdated-content",
            _(
                "Coller l’adresse de la page. Elle quitte les résultats en un jour ou deux."
            ),
        ),
        RemovalRequest(
            "Bing",
            "https://www.bing.com/webmasters/tools/contentremoval",
            _("Coller l’adresse de la page. Il faut un compte Microsoft."),
        ),
        RemovalRequest(
            "X", "", _("Rien à demander : l’image disparaît en sept jours environ.")
        ),
        RemovalRequest(
            "WhatsApp, SMS, e-mail",
            "",
            _(
                "Ce qui a été envoyé reste chez la personne qui l’a reçu."
                " Personne ne peut le reprendre."
            ),
        ),
    ]
