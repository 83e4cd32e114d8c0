"""Rate limits counted in the database, exact across processes.

``allow_attempt("contact", address, limit=5, period=timedelta(hours=1))`` counts one attempt
and returns whether it is allowed. Do not raise afterwards in the same transaction: the
count would be rolled back.
"""

import ipaddress
from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import RateLimit

# Of one machine, one link, one house or one provider's translation of addresses.
PRIVATE_NETWORKS = [
    ipaddress.ip_network(network)
    for network in (
        *("0.0.0.0/8", "127.0.0.0/8", "::/127"),
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"),
        *("169.254.0.0/16", "fe80::/10", "100.64.0.0/10"),
    )
]


def _hashed(scope: str, key: str) -> str:
    """Keyed hash: no address, phone or network can be read in the table."""
    return salted_hmac(f"kit.limits.{scope}", key, algorithm="sha256").hexdigest()


def allow_attempt(scope: str, key: str, *, limit: int, period: timedelta) -> bool:
    """Count one attempt; False when ``limit`` were already counted in this period.

    A period begins with the first attempt and lasts ``period``.
    """
    now = timezone.now()
    row = {"scope": scope, "key": _hashed(scope, key)}
    RateLimit.objects.get_or_create(**row, defaults={"until": now + period})
    # Two conditional updates, no read before write: simultaneous attempts are all counted.
    if RateLimit.objects.filter(**row, until__lte=now).update(
        count=1, until=now + period
    ):
        return limit > 0
    return bool(
        RateLimit.objects.filter(**row, count__lt=limit).update(count=F("count") + 1)
    )


def give_back_attempt(scope: str, key: str) -> None:
    """Do not count the last attempt after all: for what only wrong answers spend."""
    RateLimit.objects.filter(scope=scope, key=_hashed(scope, key), count__gt=0).update(
        count=F("count") - 1
    )


def time_until_reset(scope: str, key: str) -> timedelta:
    """Time until the period ends; zero when none is running."""
    until = (
        RateLimit.objects.filter(scope=scope, key=_hashed(scope, key))
        .values_list("until", flat=True)
        .first()
    )
    return max(until - timezone.now(), timedelta()) if until else timedelta()


def delete_expired_limits() -> int:
    """Delete the rows whose period has ended; returns how many."""
    return RateLimit.objects.filter(until__lt=timezone.now()).delete()[0]


def client_ip(request: HttpRequest) -> str:
    """Address of the visitor: the nearest untrusted hop, never what the visitor claims.

    TRUSTED_PROXIES: how many proxies of ours each append one address to X-Forwarded-For.
    """
    count: int = settings.TRUSTED_PROXIES
    if count:
        hops = [
            hop.strip()
            for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
            if hop.strip()
        ]
        if len(hops) >= count:
            return hops[-count]
    return str(request.META.get("REMOTE_ADDR", ""))


def client_network(request: HttpRequest) -> str:
    """The IPv4 address, or the /64 network that one IPv6 subscriber owns."""
    return _network(client_ip(request))


@lru_cache(4096)
def is_private(address: str) -> bool:
    """Of a machine or a network that is not the Internet: maybe a proxy, and many people.

    What is no address (a socket of this machine) counts as one.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return True
    if ip.version == 6 and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return any(ip.version == net.version and ip in net for net in PRIVATE_NETWORKS)


@lru_cache(4096)
def _network(address: str) -> str:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return (
        str(ipaddress.ip_network(f"{address}/64", strict=False))
        if ip.version == 6
        else address
    )
