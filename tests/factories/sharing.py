"""Browsers of readers and of machines, and links."""

from entremise.candidates.models import Publication
from entremise.sharing import actions
from entremise.sharing.models import ShareLink

PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0"
    " Mobile Safari/537.36"
)
COMPUTER = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"
MACHINES = [
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "WhatsApp/2.24.1 A",
    "Twitterbot/1.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1"
    " Safari/601.2.4"
    " facebookexternalhit/1.1 Facebot Twitterbot/1.0",
    "TelegramBot (like TwitterBot)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "curl/8.5.0",
    "python-requests/2.32.3",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
    "",
]


def reading(user_agent: str = PHONE, address: str = "203.0.113.7", **headers: str) -> dict[str, str]:
    """What a browser says when somebody opens a page: ``client.get(url, **reading())``."""
    return {
        "HTTP_USER_AGENT": user_agent,
        "HTTP_ACCEPT": "text/html,application/xhtml+xml",
        "HTTP_ACCEPT_LANGUAGE": "fr-FR,fr;q=0.9",
        "REMOTE_ADDR": address,
        **headers,
    }


def pressing(user_agent: str = PHONE, address: str = "203.0.113.7", **headers: str) -> dict[str, str]:
    """The same, when a button of one of our pages is pressed."""
    return reading(user_agent, address, HTTP_SEC_FETCH_SITE="same-origin", HTTP_SEC_FETCH_DEST="document", **headers)


def link(publication: Publication, channel: str = "linkedin") -> ShareLink:
    return actions.open_links(publication.candidate)[channel]
