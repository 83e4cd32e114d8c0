"""How many times in a while: counted in the database, exact whatever the number of processes.

``allow("contact", address, limit=5, per=timedelta(hours=1))`` counts one try and says
whether it may go on. The count must outlive the answer: do not raise afterwards in the same
transaction, say no on the page.
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


def _hashed(scope: str, key: str) -> str:
    """No address, phone or network is readable in the table."""
    return salted_hmac(f"kit.limits.{scope}", key, algorithm="sha256").hexdigest()


def allow_attempt(scope: str, key: str, *, limit: int, period: timedelta) -> bool:
    """Count one try; False when ``limit`` were already counted since the first one of the
    last ``per``.
    """
    now = timezone.now()
    row = {"scope": scope, "key": _hashed(scope, key)}
    RateLimit.objects.get_or_create(**row, defaults={"until": now + period})
    # Two conditional statements, no read before write: of several at once, each sees what
    # the other counted.
    if RateLimit.objects.filter(**row, until__lte=now).update(
        count=1, until=now + period
    ):
        return limit > 0
    return bool(
        RateLimit.objects.filter(**row, count__lt=limit).update(count=F("count") + 1)
    )


def time_until_reset(scope: str, key: str) -> timedelta:
    """How long until the bucket is fresh again; zero when it is."""
    until = (
        RateLimit.objects.filter(scope=scope, key=_hashed(scope, key))
        .values_list("until", flat=True)
        .first()
    )
    return max(until - timezone.now(), timedelta()) if until else timedelta()


def delete_expired_limits() -> int:
    """Rows whose time has passed mean nothing any more."""
    return RateLimit.objects.filter(until__lt=timezone.now()).delete()[0]


def client_ip(request: HttpRequest) -> str:
    """Address of the visitor: what the nearest untrusted hop was, never what the visitor claims.

    ``TRUSTED_PROXIES`` is how many proxies of ours each append one address to X-Forwarded-For.
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
    """Key of a network bucket: the IPv4 address, or the /64 that one IPv6 subscriber owns."""
    return _network(client_ip(request))


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
