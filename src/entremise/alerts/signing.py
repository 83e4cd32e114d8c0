"""Signed keys of the links that stop the alerts of one search; they never expire."""

from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer

if TYPE_CHECKING:
    from .models import SavedSearch

_SIGNER = Signer(salt="lookout.stop", sep="~")


def stop_key_of(search: "SavedSearch") -> str:
    return _SIGNER.sign(search.code)


def search_code_in(key: str) -> str | None:
    """The code of the search; None for a wrong key."""
    try:
        return _SIGNER.unsign(key)
    except BadSignature:
        return None
