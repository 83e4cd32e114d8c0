"""Who reads people's pages too fast: a reader never meets this, whoever takes everybody does.

A bucket for each network address, in memory; a second, deeper one for who says they are the
crawler of a network. No query, no write when all is well. Who is signed in passes: a coach
behind the address of a whole office keeps working.
"""

import logging
import re
import time
from collections.abc import Callable
from functools import cache, lru_cache
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override

from entremise.foundation.kit.links import path_to
from entremise.foundation.web.rate_limits import client_network
from entremise.foundation.web.token_buckets import TokenBuckets
from entremise.sharing.actions.scrapers import network_hash, record_scraper
from entremise.sharing.enums import ScraperKind
from entremise.sharing.queries.scrapers import blocked_network_hashes

logger = logging.getLogger(__name__)
# What makes the previews of the networks, and says so. Anybody may say so: it opens a
# bucket of its own, no more.
_CRAWLER = re.compile(
    r"linkedinbot|facebookexternalhit|facebot|meta-external|twitterbot|whatsapp/|telegrambot|slackbot|discordbot"
    r"|skypeuripreview|pinterest|applebot|iframely|mastodon|bluesky",
    re.I,
)
IMAGE_COST = 0.1  # the share of a page that a picture or a PDF costs
SECONDS_PER_HOUR = 3600.0
MAX_NETWORKS = 5_000

reader_buckets = TokenBuckets(
    burst=settings.READERS_BURST, per_second=settings.READERS_PER_SECOND
)
crawler_buckets = TokenBuckets(
    burst=settings.CRAWLERS_BURST, per_second=settings.CRAWLERS_PER_SECOND
)


class PeopleReadCounter:
    """Different people each network read in the running hour.

    In this process, and never written.
    """

    def __init__(self) -> None:
        self._hour = 0
        self._read: dict[str, set[str]] = {}

    def add(self, network: str, page: str) -> int:
        """How many by now; only at the moment when a new one is added, else 0."""
        hour = int(time.time() // SECONDS_PER_HOUR)
        if hour != self._hour or len(self._read) > MAX_NETWORKS:
            self._hour, self._read = hour, {}
        known = self._read.setdefault(network, set())
        if page in known or len(known) > settings.MOST_PEOPLE_AN_HOUR:
            return 0
        known.add(page)
        return len(known)

    def clear(self) -> None:
        self._read = {}


people_read = PeopleReadCounter()


class BlockedNetworks:
    """Networks that are refused, as last read from the database."""

    def __init__(self) -> None:
        self._hashes: frozenset[str] = frozenset()
        self._until = 0.0

    def clear(self) -> None:
        """Nobody, until the next time the database is looked at."""
        self._hashes, self._until = (
            frozenset(),
            time.monotonic() + settings.REFUSED_EVERY,
        )

    def contains(self, network: str) -> bool:
        if time.monotonic() >= self._until:
            self.reload()
        return bool(self._hashes) and network_hash(network) in self._hashes

    def reload(self) -> None:
        self._until = time.monotonic() + settings.REFUSED_EVERY
        try:
            self._hashes = blocked_network_hashes()
        except Exception:  # the guard never closes a page because it cannot look
            logger.exception("refused networks not read")


blocked_networks = BlockedNetworks()


@lru_cache(2048)
def _is_crawler(user_agent: str) -> bool:
    return bool(_CRAWLER.search(user_agent))


@cache
def _watched_paths() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How the addresses of people begin, in every language: (all of them, one person's page)."""
    pages, persons = set(), set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            person = path_to("cv", code="-").partition("-")[0]
            persons.add(person)
            pages |= {person, path_to("gallery"), path_to("embed")}
    return tuple(pages), tuple(persons)


def _person_code_in(path: str, persons: tuple[str, ...]) -> str:
    """Public code of the person whose page this is; empty elsewhere."""
    return next(
        (
            path[len(begin) :].partition("/")[0][:22]
            for begin in persons
            if path.startswith(begin)
        ),
        "",
    )


def is_honeypot_hit(request: HttpRequest) -> bool:
    """Followed the link that no eye, keyboard or screen reader meets, and that robots.txt closes.

    Not who was led there from elsewhere (a link in a mail, meant to close our pages to a
    whole office), not a page fetched in advance, not the crawler of a network, which opens
    what people share.
    """
    headers = request.headers
    if (
        _is_crawler(headers.get("User-Agent", "")[:300])
        or request.user.is_authenticated
    ):
        return False
    if any(
        "prefetch" in headers.get(name, "").lower()
        for name in ("Sec-Purpose", "Purpose", "X-Moz", "X-Purpose")
    ):
        return False
    return (
        request.method == "GET"
        and headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    )


def _seconds_to_wait(request: HttpRequest, network: str) -> float:
    """Seconds to wait; 0.0: come in."""
    if blocked_networks.contains(network):
        return SECONDS_PER_HOUR
    cost = IMAGE_COST if request.path_info.endswith((".jpg", ".pdf")) else 1.0
    says = request.META.get("HTTP_USER_AGENT", "")
    return (crawler_buckets if _is_crawler(says[:300]) else reader_buckets).take(
        network, cost
    )


@cache
def _slow_down_page(language: str) -> bytes:
    with override(language):
        return render_to_string(
            "sharing/slow_down.html",
            {"contact": path_to("contact"), "home": path_to("home")},
        ).encode()


def _too_many_requests(request: HttpRequest, wait: float) -> HttpResponse:
    language = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
    response = HttpResponse(_slow_down_page(language), status=429)
    response.headers["Retry-After"] = str(max(1, ceil(wait)))
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Language"] = language
    return response


class ScraperGuard:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        pages, persons = _watched_paths()
        path = request.path_info
        if not path.startswith(pages) or request.method not in ("GET", "HEAD"):
            response = self.get_response(request)
            if getattr(request, "fell_in_trap", False):
                self._record_after_response(
                    response, client_network(request), ScraperKind.HONEYPOT
                )
            return response
        network = client_network(request)
        wait = _seconds_to_wait(request, network)
        if wait:
            if settings.SESSION_COOKIE_NAME not in request.COOKIES:
                return _too_many_requests(request, wait)
            request.must_wait = wait  # type: ignore[attr-defined]  # unless it is somebody we know: process_view
        response = self.get_response(request)
        if response.status_code == 200 and (code := _person_code_in(path, persons)):
            people = people_read.add(network, code)
            if people > settings.MOST_PEOPLE_AN_HOUR:
                self._record_after_response(response, network, ScraperKind.BULK, people)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        wait = getattr(request, "must_wait", 0.0)
        return (
            _too_many_requests(request, wait)
            if wait and not request.user.is_authenticated
            else None
        )

    def _record_after_response(
        self, response: HttpResponse, network: str, kind: str, people: int = 0
    ) -> None:
        """Once the page has left: showing it changes nothing."""
        response._resource_closers.append(
            lambda: _record_scraper(network, kind, people)
        )  # type: ignore[attr-defined]


def _record_scraper(network: str, kind: str, people: int) -> None:
    try:
        record_scraper(network, kind=kind, people=people)
        blocked_networks.reload()
    except Exception:
        logger.exception("not noted: a network that reads like a machine")
