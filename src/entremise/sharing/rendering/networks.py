"""The doors of the networks: the only addresses that a share button may lead to."""

from collections.abc import Callable
from urllib.parse import quote

from entremise.sharing.enums import Channel

# What the page may send a form to. Browsers check each step of a redirection, so the networks' own hops are here too.
FORM_ACTION = (
    "'self' https://www.linkedin.com https://wa.me https://api.whatsapp.com https://web.whatsapp.com"
    " https://www.facebook.com https://m.facebook.com https://twitter.com https://x.com mailto: sms: whatsapp:"
)

_DOORS: dict[str, Callable[[str, str, str], str]] = {
    Channel.LINKEDIN: lambda url, words, title: f"https://www.linkedin.com/sharing/share-offsite/?url={url}",
    Channel.WHATSAPP: lambda url, words, title: f"https://wa.me/?text={words}%20{url}",
    Channel.FACEBOOK: lambda url, words, title: f"https://www.facebook.com/sharer/sharer.php?u={url}",
    Channel.X: lambda url, words, title: f"https://twitter.com/intent/tweet?url={url}&text={words}",
    Channel.EMAIL: lambda url, words, title: f"mailto:?subject={title}&body={words}%0A%0A{url}",
    Channel.SMS: lambda url, words, title: f"sms:?&body={words}%20{url}",
}


def door(channel: str, *, url: str, words: str, title: str) -> str:
    """Where the button leads; empty for a channel that stays on our own pages (copy, print)."""
    make = _DOORS.get(channel)
    return make(quote(url, safe=""), quote(words, safe=""), quote(title, safe="")) if make else ""
