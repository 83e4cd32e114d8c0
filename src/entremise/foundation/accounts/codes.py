"""What is drawn at random, and how it is kept: hashed with our key, or encrypted when we
must read it again.
"""

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from .validators import CARD_ALPHABET


def digit_code(length: int = 6) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(length))


def letter_code(length: int) -> str:
    return "".join(secrets.choice(CARD_ALPHABET) for _ in range(length))


def link_code() -> str:
    """For an address: 22 characters, 128 random bits."""
    return secrets.token_urlsafe(16)


def digest(purpose: str, secret: str) -> str:
    """Keyed: a copy of the database alone does not let a short code be guessed."""
    return salted_hmac(f"accounts.{purpose}", secret, algorithm="sha256").hexdigest()


def same(purpose: str, secret: str, stored: str) -> bool:
    return constant_time_compare(digest(purpose, secret), stored)


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    hashlib.sha256(f"accounts.box:{key}".encode()).digest()
                )
            )
            for key in keys
        ]
    )


def sealed(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def opened(text: str) -> str | None:
    """None when the key it was sealed with is gone."""
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken:
        return None
