"""Signed keys of the links « ce n’était pas moi »: short, for they also leave in a text message."""

from django.utils.crypto import constant_time_compare, salted_hmac

_SEPARATOR = "~"
_SIGNATURE_LENGTH = 20  # hexadecimal digits; a key serves for 24 hours


def denial_key_of(consent_code: str) -> str:
    return f"{consent_code}{_SEPARATOR}{_signature(consent_code)}"


def consent_code_in(key: str) -> str | None:
    """The code of a grant or of a paper; None for a wrong key."""
    code, _separator, signature = key.rpartition(_SEPARATOR)
    return code if constant_time_compare(signature, _signature(code)) else None


def _signature(consent_code: str) -> str:
    digest = salted_hmac("candidates.denial", consent_code, algorithm="sha256")
    return digest.hexdigest()[:_SIGNATURE_LENGTH]
