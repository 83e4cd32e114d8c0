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

CONFIRM, PLACE, STOP = "confirm", "place", "stop"
# Without any gesture of theirs for so long, nobody is written to any more.
FORGOTTEN_AFTER = timedelta(days=730)
CONFIRMED_WITHIN = timedelta(days=7)
LIVES: dict[str, timedelta | None] = {
    CONFIRM: CONFIRMED_WITHIN,
    PLACE: timedelta(days=120),
    STOP: None,
}


def _signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(salt=f"sharing.supporter.{purpose}", sep="~")


def key_of(supporter: "Supporter", purpose: str) -> str:
    return _signer(purpose).sign(f"{supporter.code}.{supporter.turn}")


def read(key: str, purpose: str) -> tuple[str, int] | None:
    """(code of the supporter, which turn of their links it belongs to).

    None when it is not ours, or too old.
    """
    try:
        code, _dot, turn = (
            _signer(purpose).unsign(key, max_age=LIVES[purpose]).rpartition(".")
        )
    except BadSignature:
        return None
    return code, int(turn)


# ---- of an address that asked to be told when a copy is out of date ----


def mark_of(address: str) -> str:
    """Stands for an address in a link: nobody reads it there, nor in the lines of a server."""
    return blake2b(address.strip().lower().encode(), digest_size=12).hexdigest()


def key_of_address(address: str) -> str:
    return _signer("copies").sign(mark_of(address))


def read_address(key: str) -> str | None:
    try:
        return _signer("copies").unsign(key)
    except BadSignature:
        return None
