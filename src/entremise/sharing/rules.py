"""Who is counted, and in which order people are shown. Plain functions: no database, no request."""

import hashlib
import ipaddress
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

# The order changes eight times a day: often enough that thirty days even out, rarely enough
# to turn the pages.
WATCH = timedelta(hours=3)
WINDOW = timedelta(days=30) // WATCH  # how far back "least seen" looks, in watches
FIRST_PAGE = 24
# the stamp (``kit.stamps``) that changes when somebody becomes visible or leaves, and at
# each watch
PEOPLE = "people"

TOKEN = re.compile(r"^[A-Za-z0-9_-]{8}$")
# A word of machines anywhere; an address to read or to write to, which no reader's browser
# carries; but not a telephone of the make Cubot, nor the page that an application of a
# network opens inside itself for somebody.
_NOT_A_PERSON = re.compile(
    r"(?<!cu)bot\b|(?<!cu)bot[/_-]|crawl|spider|slurp|preview|fetch|monitor|pingdom|statuscake|uptime|synthetics|gtmetrix"
    r"|headless|lighthouse|phantomjs|facebookexternalhit|facebookcatalog|meta-external|mediapartners|googleother|google-"
    r"|google favicon|chatgpt|gptbot|claude|perplexity|anthropic|embedly|iframely|archiver|scrapy|zgrab|validator"
    r"|\bcurl|\bwget|\bpython|\bjava/|okhttp|go-http|libwww|axios|\bnode|\bruby|\bperl|\bphp"
    r"|compatible;|https?:|[\w.]@\w",
    re.I,
)
_FAMILIES = (
    ("edge", re.compile(r"Edg[A-Z]?[a-z]*/")),
    ("samsung", re.compile(r"SamsungBrowser/")),
    ("opera", re.compile(r"OPR/|Opera")),
    ("firefox", re.compile(r"Firefox/|FxiOS/")),
    ("chrome", re.compile(r"Chrome/|CriOS/")),
    ("safari", re.compile(r"Safari/|AppleWebKit/")),
)


def family_of(user_agent: str) -> str:
    """A word that millions of browsers share; empty when no browser people use calls itself so."""
    if not user_agent.startswith(("Mozilla/", "Opera/")) or _NOT_A_PERSON.search(
        user_agent
    ):
        return ""
    name = next((name for name, mark in _FAMILIES if mark.search(user_agent)), "")
    return name and f"{name}{' mobile' if 'Mobi' in user_agent else ''}"


def is_human(method: str, headers: Mapping[str, str]) -> bool:
    """Somebody reads this page now: not a robot, not the preview of a network, not a page
    fetched in advance.
    """
    if (
        method not in ("GET", "POST")
        or not headers.get("Accept-Language")
        or not family_of(headers.get("User-Agent", ""))
    ):
        return False
    if any(
        "prefetch" in headers.get(name, "").lower()
        for name in ("Sec-Purpose", "Purpose", "X-Moz", "X-Purpose")
    ):
        return False
    if "preview" in headers.get("X-Purpose", "").lower():
        return False
    return headers.get("Sec-Fetch-Dest", "document") in (
        "document",
        "iframe",
    ) and "html" in headers.get("Accept", "")


def network_of(address: str) -> str:
    """The neighbourhood of an address: 256 of them, or what one IPv6 site is given."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((ip, 24 if ip.version == 4 else 48), strict=False))


def trace_of(address: str, user_agent: str) -> str:
    """All that is looked at of a visitor; never kept, only mixed with the salt of the day."""
    return f"{network_of(address)} {family_of(user_agent)}"


def hashed(salt: bytes, trace: str, what: str) -> str:
    """Tells twice from once for one thing on one day.

    Two things give two hashes that nothing joins.
    """
    return hashlib.blake2b(
        f"{what}\n{trace}".encode(), key=salt, digest_size=16
    ).hexdigest()


def visitor(salt: bytes, trace: str, code: str) -> str:
    """Somebody, today, on the CV of this public code."""
    return hashed(salt, trace, f"visit {code}")


def is_token(text: str) -> bool:
    return bool(TOKEN.match(text))


# ---- fair order ----


@dataclass(frozen=True)
class Seen:
    """How much one person was shown lately, and for how many watches they could have been."""

    key: int
    shown: int
    watches: int


def watch_of(moment: datetime) -> int:
    """Number of the watch since the epoch."""
    return int(moment.timestamp() // WATCH.total_seconds())


def watches_here(since: datetime, watch: int) -> int:
    """For how many of the watches that count somebody has been visible."""
    return min(max(watch - watch_of(since), 0), WINDOW)


def rank_of(watch: int, person: Seen) -> int:
    """Where somebody stands during a watch, whoever else is there: the least seen for their
    time here first; among equals, a shuffle that everybody gets the same. A whole number,
    so that a table can be read in this order.

    Somebody who arrives starts at zero and goes first once; what that brings them then
    counts like for the others.
    """
    share = min(round(1_000_000 * person.shown / max(person.watches, 1)), 2**40 - 1)
    draw = hashlib.blake2b(f"{watch} {person.key}".encode(), digest_size=4).digest()
    return share << 22 | int.from_bytes(draw) >> 10


def fair_order(watch: int, people: Iterable[Seen]) -> list[int]:
    """Keys, in the order of ``rank_of``."""
    return [
        key
        for _, key in sorted((rank_of(watch, person), person.key) for person in people)
    ]
