"""Limits on the pages of people, per network, for readers who are not signed in.

A network reads so many pages at once, then so many a second (buckets in memory), and
``settings.MOST_PEOPLE_AN_HOUR`` different people an hour: then 429 with Retry-After, but for
those it read already. That, or following the honeypot link, writes a ``SuspectedScraper`` and
a task. A private address is never refused: it may be a proxy in front of everybody. Database
errors never block a page, and a normal reader costs no query.
"""

import logging
import re
import time
from collections.abc import Callable
from functools import cache, lru_cache
from math import ceil
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override

from entremise.foundation.kit.links import path_to
from entremise.foundation.web.notes import request_notes, run_once_sent
from entremise.foundation.web.rate_limits import client_ip, client_network, is_private
from entremise.foundation.web.recent_pairs import RecentPairs
from entremise.foundation.web.token_buckets import TokenBuckets
from entremise.sharing import rules
from entremise.sharing.actions.suspected_scrapers import network_hash, record_scraper
from entremise.sharing.content import is_preview_maker
from entremise.sharing.enums import ScraperKind
from entremise.sharing.queries.suspected_scrapers import blocked_network_hashes

logger = logging.getLogger(__name__)
# What makes the previews of social networks, by its own word: anybody may claim it.
_CRAWLER = re.compile(
    r"linkedinbot|facebookexternalhit|facebot|meta-external|twitterbot|whatsapp/"
    r"|telegrambot|slackbot|discordbot|skypeuripreview|pinterest|applebot|iframely"
    r"|mastodon|bluesky",
    re.I,
)
IMAGE_COST = 0.1  # of an image or a PDF; a page costs 1
SECONDS_PER_HOUR = 3600.0
NOTED_FOR = 1800.0  # seconds during which a browser need not be counted again
MAX_NOTED = 5_000

reader_buckets = TokenBuckets(
    burst=settings.READERS_BURST, per_second=settings.READERS_PER_SECOND
)
crawler_buckets = TokenBuckets(
    burst=settings.CRAWLERS_BURST, per_second=settings.CRAWLERS_PER_SECOND
)


class PeopleReadCounter:
    """Which people each network read within an hour, and how many readers it has."""

    def __init__(self, folder: Path | None = None) -> None:
        places = [folder and folder / name for name in ("people", "readers")]
        self._people, self._readers = (
            RecentPairs(place, key=settings.SECRET_KEY) for place in places
        )
        self._noted: dict[tuple[str, str], float] = {}

    def may_read(self, network: str, code: str) -> bool:
        """Somebody it read already, or one more within the limit."""
        return (
            self._people.has(network, code)
            or self._people.count(network) < settings.MOST_PEOPLE_AN_HOUR
        )

    def add(self, network: str, code: str) -> None:
        self._people.add(network, code)

    def count(self, network: str) -> int:
        return self._people.count(network)

    def note_reader(self, network: str, request: HttpRequest) -> None:
        """Count the browser of a person; one that was just noted costs nothing."""
        meta = request.META
        signature = (
            f"{meta.get('HTTP_USER_AGENT', '')}\n{meta.get('HTTP_ACCEPT_LANGUAGE', '')}"
        )
        known, now = (network, signature), time.time()
        if self._noted.get(known, 0.0) > now - NOTED_FOR:
            return
        if rules.is_human_page_view(request.method or "", request.headers):
            self._readers.add(network, signature)
            if len(self._noted) >= MAX_NOTED:
                self._noted.clear()
            self._noted[known] = now

    def reader_count(self, network: str) -> int:
        """Different browsers that people use, seen on this network."""
        return self._readers.count(network)

    def clear(self) -> None:
        self._people.clear()
        self._readers.clear()
        self._noted.clear()


people_read = PeopleReadCounter(settings.READERS_FOLDER)


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
def _says_crawler(user_agent: str) -> bool:
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
        _says_crawler(headers.get("User-Agent", "")[:300])
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


def _seconds_to_wait(request: HttpRequest, network: str, code: str) -> float:
    """0.0 when the page may be read now. ``code``: of the person whose page it is, or empty."""
    address = client_ip(request)
    if is_private(address):
        return 0.0
    is_file = request.path_info.endswith((".jpg", ".pdf"))
    cost = IMAGE_COST if is_file else 1.0
    user_agent = request.META.get("HTTP_USER_AGENT", "")[:300]
    if is_preview_maker(user_agent, address):
        return crawler_buckets.take(network, cost)
    if blocked_networks.contains(network):
        return SECONDS_PER_HOUR
    if code and _reads(request) and not people_read.may_read(network, code):
        return SECONDS_PER_HOUR
    return reader_buckets.take(network, cost)


def _reads(request: HttpRequest) -> bool:
    """A page or a paper of a person; not a picture, which lists show by dozens."""
    return not request.path_info.endswith(".jpg")


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
            if request_notes(request).hit_honeypot and not is_private(
                client_ip(request)
            ):
                network = client_network(request)
                self._record_after_response(
                    response,
                    network,
                    ScraperKind.HONEYPOT,
                    people=people_read.count(network),
                )
            return response
        network, code = client_network(request), _person_code_in(path, persons)
        wait = _seconds_to_wait(request, network, code)
        if wait:
            if settings.SESSION_COOKIE_NAME not in request.COOKIES:
                return self._refused(request, network, wait)
            # Unless they are signed in: see process_view.
            request_notes(request).seconds_to_wait = wait
        response = self.get_response(request)
        if response.status_code == 200:
            _count_reading(request, network, code)
        return response

    def _refused(self, request: HttpRequest, network: str, wait: float) -> HttpResponse:
        response = _too_many_requests(request, wait)
        people = people_read.count(network)
        if people >= settings.MOST_PEOPLE_AN_HOUR:
            # one more was asked for
            self._record_after_response(
                response, network, ScraperKind.BULK, people=people + 1
            )
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
            self._refused(request, client_network(request), wait)
            if wait and not request.user.is_authenticated
            else None
        )

    def _record_after_response(
        self, response: HttpResponse, network: str, kind: str, people: int
    ) -> None:
        """Once the page is sent."""
        readers = people_read.reader_count(network)
        run_once_sent(
            response,
            lambda: _record_scraper(network, kind, people=people, readers=readers),
        )


def _count_reading(request: HttpRequest, network: str, code: str) -> None:
    """Who was read, and by what sort of reader; signed in, nobody is counted."""
    user = getattr(request, "user", None)
    if getattr(user, "is_authenticated", False):
        return
    if code and _reads(request):
        people_read.add(network, code)
    people_read.note_reader(network, request)


def _record_scraper(network: str, kind: str, *, people: int, readers: int) -> None:
    try:
        record_scraper(network, kind=kind, people=people, readers=readers)
        blocked_networks.reload()
    except Exception:
        logger.exception("suspected scraper not recorded")
