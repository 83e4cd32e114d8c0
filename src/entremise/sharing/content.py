"""Who reads us without being a person, as lists with their source and date (``data/``)."""

import ipaddress
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _rows(name: str) -> Iterator[list[str]]:
    lines = (DATA / name).read_text().splitlines()
    said = [line.split("\t") for line in lines if line and line[0] != "#"]
    return iter(said[1:])


@cache
def _ranges() -> dict[str, list[Network]]:
    """Words of a User-Agent → the address ranges of who says them."""
    ranges: dict[str, list[Network]] = defaultdict(list)
    for claim, network, _source, _read_on in _rows("preview_makers.tsv"):
        ranges[claim].append(ipaddress.ip_network(network))
    return dict(ranges)


@lru_cache(2048)
def _ranges_of(user_agent: str) -> tuple[Network, ...]:
    said = user_agent.lower()
    return tuple(
        network
        for claim, networks in _ranges().items()
        if re.search(claim, said)
        for network in networks
    )


@lru_cache(4096)
def is_preview_maker(user_agent: str, address: str) -> bool:
    """It says that it makes previews for a network, and asks from an address of that network."""
    ranges = _ranges_of(user_agent)
    if not ranges:
        return False
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(ip.version == net.version and ip in net for net in ranges)


@cache
def ai_crawlers() -> tuple[str, ...]:
    """The names that robots.txt gives to robots that gather pages for artificial intelligence."""
    return tuple(name for name, _of_whom in _rows("ai_crawlers.tsv"))
