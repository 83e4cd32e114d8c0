"""Who is counted as a visitor, and how visitors are hashed. No database, no request."""

import hashlib
import ipaddress
import re
from collections.abc import Mapping

SHARE_TOKEN = re.compile(r"^[A-Za-z0-9_-]{8}$")
# Words that only robots use, web and mail addresses, which no browser of a reader has; but
# not a telephone of the make Cubot, nor the browser inside the application of a network.
_NOT_A_PERSON = re.compile(
    r"(?<!cu)bot\b|(?<!cu)bot[/_-]|crawl|spider|slurp|preview|fetch|monitor|pingdom|statuscake"
    r"|uptime|synthetics|gtmetrix|headless|lighthouse|phantomjs|facebookexternalhit"
    r"|facebookcatalog|meta-external|mediapartners|googleother|google-|google favicon"
    r"|chatgpt|gptbot|claude|perplexity|anthropic|embedly|iframely|archiver|scrapy|zgrab"
    r"|validator|\bcurl|\bwget|\bpython|\bjava/|okhttp|go-http|libwww|axios|\bnode|\bruby"
    r"|\bperl|\bphp|compatible;|https?:|[\w.]@\w",
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
    """« firefox », « chrome mobile »…; empty when it is not a browser that people use."""
    if not user_agent.startswith(("Mozilla/", "Opera/")) or _NOT_A_PERSON.search(
        user_agent
    ):
        return ""
    name = next((name for name, mark in _FAMILIES if mark.search(user_agent)), "")
    return name and f"{name}{' mobile' if 'Mobi' in user_agent else ''}"


def is_human_page_view(method: str, headers: Mapping[str, str]) -> bool:
    """Somebody reads this page now: no robot, no preview of a network, no prefetching."""
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
    """The /24 network of an IPv4 address, the /48 of an IPv6 one; "unknown" for anything else."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((ip, 24 if ip.version == 4 else 48), strict=False))


def visitor_key(address: str, user_agent: str) -> str:
    """Network and browser family of a visitor; never stored, only hashed with the daily salt."""
    return f"{subnet_of(address)} {browser_family_of(user_agent)}"


def daily_hash(salt: bytes, visitor_key: str, purpose: str) -> str:
    """A hash that tells two visits from one, for one purpose on one day.

    Hashes for different purposes cannot be joined.
    """
    return hashlib.blake2b(
        f"{purpose}\n{visitor_key}".encode(), key=salt, digest_size=16
    ).hexdigest()


def visit_hash(salt: bytes, visitor_key: str, code: str) -> str:
    """The daily hash of a visit to the CV with this public code."""
    return daily_hash(salt, visitor_key, f"visit {code}")


def is_share_token(text: str) -> bool:
    return bool(SHARE_TOKEN.match(text))
