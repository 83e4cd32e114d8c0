"""Signed keys for the links in letters; they are not stored.

``CONFIRM`` is valid for 7 days and ``PAGE`` for 120, both until ``link_generation`` is
raised; ``STOP`` never expires. Read functions return None for a wrong or expired key.
"""

from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, TimestampSigner

if TYPE_CHECKING:
    from .models import Supporter

CONFIRM, PAGE, STOP = "confirm", "place", "stop"
CONFIRM_WITHIN = timedelta(days=7)
MAX_AGES: dict[str, timedelta | None] = {
    CONFIRM: CONFIRM_WITHIN,
    PAGE: timedelta(days=120),
    STOP: None,
}


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"sharing.supporter.{purpose}", sep="~")


def supporter_key(supporter: "Supporter", purpose: str) -> str:
    return _signer(purpose).sign(f"{supporter.code}.{supporter.link_generation}")


def read_supporter_key(key: str, purpose: str) -> tuple[str, int] | None:
    """(code of the supporter, generation of their links), or None."""
    try:
        value = _signer(purpose).unsign(key, max_age=MAX_AGES[purpose])
    except BadSignature:
        return None
    code, _dot, generation = value.rpartition(".")
    return code, int(generation)


# ---- for a reader who left an address with their copy ----


def address_digest(address: str) -> str:
    """Stands for an address in a link, so that server logs do not show it."""
    return blake2b(address.strip().lower().encode(), digest_size=12).hexdigest()


def copy_address_key(address: str) -> str:
    return _signer("copies").sign(address_digest(address))


def read_copy_address_key(key: str) -> str | None:
    """The digest of the address, or None."""
    try:
        return _signer("copies").unsign(key)
    except BadSignature:
        return None
