"""Search a whole database for traces of visitors: every column of every table."""

import hashlib
import ipaddress
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.utils.crypto import salted_hmac

from benches.load.browsers import ACCEPT_LANGUAGE, COMPUTERS, PHONES, REFERRER, ROBOTS
from entremise.sharing import rules

IP_ADDRESS = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){2,3}|[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}", re.I
)
DIGEST = re.compile(r"^[0-9a-f]{32,128}$")
TELLTALE_STRINGS = (
    *PHONES,
    *COMPUTERS,
    *ROBOTS,
    "Mozilla/",
    "AppleWebKit",
    "Gecko/",
    ACCEPT_LANGUAGE,
    REFERRER,
)


class VisitorTraces:
    """Visitors, in every form in which they could have been stored."""

    def __init__(self, addresses: Iterable[str], *, scopes: Iterable[str]) -> None:
        self.addresses = set(addresses)
        self.networks = {rules.subnet_of(address) for address in self.addresses}
        self.starts = {
            network.split("/")[0].removesuffix(".0").removesuffix("::")
            for network in self.networks
        }
        self.packed = {
            ipaddress.ip_address(address).packed for address in self.addresses
        }
        agents = (*PHONES, *COMPUTERS)
        families = {rules.browser_family_of(agent) for agent in agents}
        visitors = (
            f"{network} {family}" for network in self.networks for family in families
        )
        self.digests = {
            _digest_prefix(digest)
            for text in self.addresses | self.networks
            for digest in _digests(text)
        }
        self.digests |= {
            _digest_prefix(hashlib.blake2b(text.encode(), digest_size=16).hexdigest())
            for text in visitors
        }
        # What somebody who also has the secret key could compute.
        for scope in scopes:
            for address in self.addresses:
                key = f"{address}/64"
                keys = [
                    address,
                    str(ipaddress.ip_network(key, strict=False))
                    if ":" in address
                    else address,
                ]
                self.digests |= {
                    _digest_prefix(
                        salted_hmac(
                            f"kit.limits.{scope}", key, algorithm="sha256"
                        ).hexdigest()
                    )
                    for key in keys
                }

    def found_in(self, value: Any) -> str:
        """The trace found in this value; empty when there is none."""
        if isinstance(value, bytes | memoryview):
            raw = bytes(value)
            if len(raw) <= 64 and any(
                raw[at : at + size] in self.packed
                for size in (4, 16)
                for at in range(len(raw))
            ):
                return "an address, packed"
            value = raw.decode("latin-1")
        if not isinstance(value, str):
            value = str(value)
        if DIGEST.match(value):
            return (
                "a digest that can be made again"
                if _digest_prefix(value) in self.digests
                else ""
            )
        for name in TELLTALE_STRINGS:
            if name in value:
                return f"{name[:40]}…"
        for number in IP_ADDRESS.findall(value):
            if number in self.addresses or number in self.starts:
                return str(number)
        return ""


def _digest_prefix(digest: str) -> int:
    """The first 64 bits."""
    return int(digest[:16], 16)


def _digests(text: str) -> Iterator[str]:
    for name in ("md5", "sha1", "sha256"):
        yield hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()
    yield hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def all_values() -> Iterator[tuple[str, str, Any]]:
    """(table, column, value) of every value that is text or binary."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            while rows := cursor.fetchmany(1000):
                for row in rows:
                    for column, value in zip(columns, row, strict=True):
                        if value is not None and not isinstance(
                            value, int | float | bool
                        ):
                            yield table, column, value


def scan_database(wanted: VisitorTraces) -> tuple[int, dict[str, str]]:
    """(values read, {column where a visitor was found: one example})."""
    read, found = 0, {}
    for table, column, value in all_values():
        read += 1
        if trace := wanted.found_in(value):
            found.setdefault(f"{table}.{column}", trace)
    return read, found
