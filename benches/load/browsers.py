"""Simulated browsers and robots, which call the WSGI application without a socket."""

import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

# What a reader's browser also says: to be looked for in the database afterwards.
ACCEPT_LANGUAGE, REFERRER = "fr-FR,fr;q=0.83,oc;q=0.2", "https://reseau.test/fil-7f3a91"
_LIKE = "AppleWebKit/537.36 (KHTML, like Gecko)"
_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
    " Gecko)"
)
_ANDROID = f"Mozilla/5.0 (Linux; Android 13; SM-A125F) {_LIKE}"
PHONES = (
    f"{_IPHONE} Version/17.5 Mobile/15E148 Safari/604.1",
    f"{_IPHONE} Mobile/15E148 [LinkedInApp]/9.29",
    f"{_IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.37.98;FBDV/iPhone14,5]",
    f"{_IPHONE} Mobile/15E148 WhatsApp/24.10.74",
    f"{_ANDROID} Chrome/140.0.0.0 Mobile Safari/537.36",
    f"{_ANDROID} Version/4.0 Chrome/126.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/470.0]",
    f"{_ANDROID} Version/4.0 Chrome/126.0 Mobile Safari/537.36 Telegram-Android/11.3.3",
    f"{_ANDROID} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
)
COMPUTERS = (
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_LIKE} Chrome/140.0.0.0 Safari/537.36",
    (
        f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {_LIKE} Chrome/140.0.0.0 Safari/537.36"
        " Edg/140.0.0.0"
    ),
    "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5"
    " Safari/605.1.15",
)
ROBOTS = (  # the six networks first
    "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "WhatsApp/2.24.1 A",
    "Twitterbot/1.0",
    "TelegramBot (like TwitterBot)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko)"
    " Version/9.0.1"
    " Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0",
    "facebookcatalog/1.0",
    "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    (
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/136.0.0.0"
        " Safari/537.36"
    ),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/13.1.1"
    " Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)",
    f"Mozilla/5.0 {_LIKE}; compatible; GPTBot/1.2; +https://openai.com/gptbot",
    "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
)
HIDDEN_INPUT = re.compile(
    r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"'
)


@dataclass(frozen=True)
class PageResponse:
    status: int
    body: str
    location: str = ""

    def hidden_fields(self) -> dict[str, str]:
        return dict(HIDDEN_INPUT.findall(self.body))


@dataclass
class SimulatedBrowser:
    """A device or a robot: IP address, user agent, and cookies of this visit."""

    address: str
    user_agent: str
    human: bool = True
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> PageResponse:
        return self._ask("GET", path, b"", headers)

    def head(self, path: str) -> PageResponse:
        return self._ask("HEAD", path, b"", {})

    def post(self, path: str, data: dict[str, str], **headers: str) -> PageResponse:
        return self._ask("POST", path, urlencode(data).encode(), headers)

    def press_button(self, path: str) -> PageResponse:
        """Post a button of one of our pages."""
        return self.post(
            path, {}, HTTP_SEC_FETCH_SITE="same-origin", HTTP_SEC_FETCH_DEST="document"
        )

    def submit_form(
        self, path: str, form: PageResponse, data: dict[str, str]
    ) -> PageResponse:
        """Post the form of the page just read, with its hidden fields."""
        return self.post(path, form.hidden_fields() | data)

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> PageResponse:
        site, asked = urlsplit(settings.SITE_URL), urlsplit(path)
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": asked.path,
            "QUERY_STRING": asked.query,
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or 80),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": site.netloc,
            "wsgi.url_scheme": site.scheme,
            "wsgi.version": (1, 0),
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "REMOTE_ADDR": self.address,
            "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "HTTP_USER_AGENT": self.user_agent,
        }
        if self.human:
            environ |= {
                "HTTP_ACCEPT": "text/html,*/*;q=0.8",
                "HTTP_ACCEPT_LANGUAGE": ACCEPT_LANGUAGE,
                "HTTP_REFERER": REFERRER,
            }
        if method == "POST":
            environ["HTTP_REFERER"] = f"{settings.SITE_URL}{asked.path}"
        if self.cookies:
            environ["HTTP_COOKIE"] = "; ".join(
                f"{name}={value}" for name, value in self.cookies.items()
            )
        return self._answered(environ | headers)

    def _answered(self, environ: dict[str, Any]) -> PageResponse:
        said: dict[str, Any] = {}

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> None:
            said.update(status=int(status[:3]), headers=headers)

        response = _handler()(environ, start)
        body = b"".join(response)
        response.close()  # the page has left: what is counted is counted now
        for name, value in said["headers"]:
            if name.lower() == "set-cookie":
                self.cookies |= {
                    key: morsel.value for key, morsel in SimpleCookie(value).items()
                }
        headers = {name.lower(): value for name, value in said["headers"]}
        return PageResponse(
            said["status"], body.decode(errors="replace"), headers.get("location", "")
        )


_handlers: list[WSGIHandler] = []


def _handler() -> WSGIHandler:
    if not _handlers:
        _handlers.append(WSGIHandler())
    return _handlers[0]
