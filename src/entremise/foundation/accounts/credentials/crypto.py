"""Random codes, keyed digests, and encryption of secrets that must be read again."""

import base64
import hashlib
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from entremise.foundation.accounts.validators import CARD_ALPHABET


def random_digits(length: int = 6) -> str:
    return "".join(secrets.choice("0123456789") for _ in range(length))


def digits_of_seed(seed: str) -> str:
    """The six digits of a seed: the same code can be sent again, and is kept nowhere.

    With a copy of the database alone, they cannot be found.
    """
    return str(int(keyed_digest("digits", seed), 16) % 10**6).zfill(6)


def random_card_code(length: int) -> str:
    return "".join(secrets.choice(CARD_ALPHABET) for _ in range(length))


def random_link_token() -> str:
    """For a URL: 22 characters, 128 random bits."""
    return secrets.token_urlsafe(16)


def keyed_digest(purpose: str, secret: str, *, key: str | bytes | None = None) -> str:
    """HMAC: with a copy of the database alone, a short code cannot be guessed.

    ``key``: that of the installation when none is given.
    """
    return salted_hmac(
        f"accounts.{purpose}", secret, secret=key, algorithm="sha256"
    ).hexdigest()


def keyed_digests(purpose: str, secret: str) -> list[str]:
    """With the key of today, then with those of before: for what lasts longer than a key."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [keyed_digest(purpose, secret, key=key) for key in keys]


def slow_digest(purpose: str, secret: str) -> str:
    """For a short secret that lasts: keyed, then slow (16 MB and some 50 ms for each try)."""
    return _slowly(purpose, keyed_digest(purpose, secret))


def is_slow_digest_of(purpose: str, secret: str, stored: str) -> bool:
    return any(
        constant_time_compare(_slowly(purpose, keyed), stored)
        for keyed in keyed_digests(purpose, secret)
    )


def _slowly(salt: str, keyed: str) -> str:
    return hashlib.scrypt(
        keyed.encode(), salt=salt.encode(), n=2**14, r=8, p=1, dklen=32
    ).hex()


def is_digest_of(purpose: str, secret: str, stored: str) -> bool:
    return constant_time_compare(keyed_digest(purpose, secret), stored)


def _cipher() -> MultiFernet:
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


def encrypt_secret(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def decrypt_secret(text: str) -> str | None:
    """None when the key it was encrypted with is gone."""
    try:
        return _cipher().decrypt(text.encode()).decode()
    except InvalidToken:
        return None
