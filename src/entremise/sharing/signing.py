"""The links of a supporter's letters: signed with our key, written nowhere, so that no copy
of the database opens one.

``place`` opens the page where they choose and share, and grows old; ``stop`` stops, from
the oldest letter too.
"""

from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, TimestampSigner

if TYPE_CHECKING:
    from .models import Supporter

CONFIRM, PAGE, STOP = "confirm", "place", "stop"
# Without any gesture of theirs for so long, nobody is written to any more.
INACTIVE_AFTER = timedelta(days=730)
CONFIRM_WITHIN = timedelta(days=7)
MAX_AGES: dict[str, timedelta | None] = {
    CONFIRM: CONFIRM_WITHIN,
    PAGE: timedelta(days=120),
    STOP: None,
}


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"sharing.supporter.{purpose}", sep="~")


def supporter_key(supporter: "Supporter", purpose: str) -> str:
    return _signer(purpose).sign(f"{supporter.code}.{supporter.turn}")


def read_supporter_key(key: str, purpose: str) -> tuple[str, int] | None:
    """(code of the supporter, which turn of their links it belongs to).

    None when it is not ours, or too old.
    """
    try:
        code, _dot, turn = (
            _signer(purpose).unsign(key, max_age=MAX_AGES[purpose]).rpartition(".")
        )
    except BadSignature:
        return None
    return code, int(turn)


# ---- of an address that asked to be told when a copy is out of date ----


def address_digest(address: str) -> str:
    """Stands for an address in a link: nobody reads it there, nor in the lines of a server."""
    return blake2b(address.strip().lower().encode(), digest_size=12).hexdigest()


def copy_address_key(address: str) -> str:
    return _signer("copies").sign(address_digest(address))


def read_copy_address_key(key: str) -> str | None:
    try:
        return _signer("copies").unsign(key)
    except BadSignature:
        return None
