"""Rate limit on the pages of people, per network, for readers who are not signed in.

Buckets are in memory, with larger ones for crawlers of social networks. Over the limit: 429
with Retry-After. Reading more than ``settings.MOST_PEOPLE_AN_HOUR`` people, or following the
honeypot link, writes a ``SuspectedScraper`` and a task. Database errors never block a page,
and a normal reader costs no query.
"""

import logging
import re
import time
from collections.abc import Callable
from functools import cache, lru_cache
from math import ceil

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override

from entremise.foundation.kit.links import path_to
from entremise.foundation.web.notes import request_notes, run_once_sent
from entremise.foundation.web.rate_limits import client_network
from entremise.foundation.web.token_buckets import TokenBuckets
from entremise.sharing.actions.suspected_scrapers import network_hash, record_scraper
from entremise.sharing.enums import ScraperKind
from entremise.sharing.queries.suspected_scrapers import blocked_network_hashes

logger = logging.getLogger(__name__)
# What makes the previews of social networks, by its own word: anybody may claim it, and
# gets another bucket, no more.
_CRAWLER = re.compile(
    r"linkedinbot|facebookexternalhit|facebot|meta-external|twitterbot|whatsapp/"
    r"|telegrambot|slackbot|discordbot|skypeuripreview|pinterest|applebot|iframely"
    r"|mastodon|bluesky",
    re.I,
)
IMAGE_COST = 0.1  # of an image or a PDF; a page costs 1
SECONDS_PER_HOUR = 3600.0
MAX_NETWORKS = 5_000

reader_buckets = TokenBuckets(
    burst=settings.READERS_BURST, per_second=settings.READERS_PER_SECOND
)
crawler_buckets = TokenBuckets(
    burst=settings.CRAWLERS_BURST, per_second=settings.CRAWLERS_PER_SECOND
)


class PeopleReadCounter:
    """How many different people each network read in the current hour, in this process only."""

    def __init__(self) -> None:
        self._hour = 0
        self._read: dict[str, set[str]] = {}

    def add(self, network: str, page: str) -> int:
        """Count this page, and return how many people the network has read.

        0 when the page was counted before, or when the network has passed the limit.
        """
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
    """Blocked networks, as last read from the database."""

    def __init__(self) -> None:
        self._hashes: frozenset[str] = frozenset()
        self._until = 0.0

    def clear(self) -> None:
        """None, until the next reading of the database."""
        self._hashes, self._until = (
            frozenset(),
            time.monotonic() + settings.BLOCKED_NETWORKS_EVERY,
        )

    def contains(self, network: str) -> bool:
        if time.monotonic() >= self._until:
            self.reload()
        return bool(self._hashes) and network_hash(network) in self._hashes

    def reload(self) -> None:
        self._until = time.monotonic() + settings.BLOCKED_NETWORKS_EVERY
        try:
            self._hashes = blocked_network_hashes()
        except Exception:
            logger.exception("blocked networks not read")


blocked_networks = BlockedNetworks()


@lru_cache(2048)
def _is_crawler(user_agent: str) -> bool:
    return bool(_CRAWLER.search(user_agent))


@cache
def _watched_paths() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Prefixes of addresses in every language: (all guarded pages, pages of one person)."""
    pages, persons = set(), set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            person = path_to("cv", code="-").partition("-")[0]
            persons.add(person)
            pages |= {person, path_to("gallery"), path_to("embed")}
    return tuple(pages), tuple(persons)


def _person_code_in(path: str, persons: tuple[str, ...]) -> str:
    """Public code of the person whose page this is; empty for other pages."""
    return next(
        (
            path[len(begin) :].partition("/")[0][:22]
            for begin in persons
            if path.startswith(begin)
        ),
        "",
    )


def is_honeypot_hit(request: HttpRequest) -> bool:
    """Followed the link that no reader can see or reach, and that robots.txt forbids.

    A request from another site does not count (a link in a mail could block a whole
    office), nor does prefetching, nor the crawler of a social network.
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
    """0.0 when the page may be read now."""
    if blocked_networks.contains(network):
        return SECONDS_PER_HOUR
    cost = IMAGE_COST if request.path_info.endswith((".jpg", ".pdf")) else 1.0
    user_agent = request.META.get("HTTP_USER_AGENT", "")[:300]
    buckets = crawler_buckets if _is_crawler(user_agent) else reader_buckets
    return buckets.take(network, cost)


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
            if request_notes(request).hit_honeypot:
                self._record_after_response(
                    response, client_network(request), ScraperKind.HONEYPOT
                )
            return response
        network = client_network(request)
        wait = _seconds_to_wait(request, network)
        if wait:
            if settings.SESSION_COOKIE_NAME not in request.COOKIES:
                return _too_many_requests(request, wait)
            # Unless they are signed in: see process_view.
            request_notes(request).seconds_to_wait = wait
        response = self.get_response(request)
        if response.status_code == 200 and (code := _person_code_in(path, persons)):
            people = people_read.add(network, code)
            if people > settings.MOST_PEOPLE_AN_HOUR:
                self._record_after_response(response, network, ScraperKind.BULK, people)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponse | None:
        wait = request_notes(request).seconds_to_wait
        return (
            _too_many_requests(request, wait)
            if wait and not request.user.is_authenticated
            else None
        )

    def _record_after_response(
        self, response: HttpResponse, network: str, kind: str, people: int = 0
    ) -> None:
        """Once the page is sent."""
        run_once_sent(response, lambda: _record_scraper(network, kind, people))


def _record_scraper(network: str, kind: str, people: int) -> None:
    try:
        record_scraper(network, kind=kind, people=people)
        blocked_networks.reload()
    except Exception:
        logger.exception("suspected scraper not recorded")
