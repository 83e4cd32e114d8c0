"""Who is counted, and in which order people are shown. Plain functions: no database, no request."""

import hashlib
import ipaddress
import re
from collections.abc import Mapping

SHARE_TOKEN = re.compile(r"^[A-Za-z0-9_-]{8}$")
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


def browser_family_of(user_agent: str) -> str:
    """A word that millions of browsers share; empty when no browser people use calls itself so."""
    if not user_agent.startswith(("Mozilla/", "Opera/")) or _NOT_A_PERSON.search(
        user_agent
    ):
        return ""
    name = next((name for name, mark in _FAMILIES if mark.search(user_agent)), "")
    return name and f"{name}{' mobile' if 'Mobi' in user_agent else ''}"


def is_human_page_view(method: str, headers: Mapping[str, str]) -> bool:
    """Somebody reads this page now: not a robot, not the preview of a network, not a page
    fetched in advance.
    """
    if (
        method not in ("GET", "POST")
        or not headers.get("Accept-Language")
        or not browser_family_of(headers.get("User-Agent", ""))
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


def subnet_of(address: str) -> str:
    """The neighbourhood of an address: 256 of them, or what one IPv6 site is given."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((ip, 24 if ip.version == 4 else 48), strict=False))


def visitor_key(address: str, user_agent: str) -> str:
    """All that is looked at of a visitor; never kept, only mixed with the salt of the day."""
    return f"{subnet_of(address)} {browser_family_of(user_agent)}"


def daily_hash(salt: bytes, visitor_key: str, purpose: str) -> str:
    """Tells twice from once for one thing on one day.

    Two things give two hashes that nothing joins.
    """
    return hashlib.blake2b(
        f"{purpose}\n{visitor_key}".encode(), key=salt, digest_size=16
    ).hexdigest()


def visit_hash(salt: bytes, visitor_key: str, code: str) -> str:
    """Somebody, today, on the CV of this public code."""
    return daily_hash(salt, visitor_key, f"visit {code}")


def is_share_token(text: str) -> bool:
    return bool(SHARE_TOKEN.match(text))


# ---- fair order ----
