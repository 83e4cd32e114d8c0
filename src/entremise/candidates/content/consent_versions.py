"""Texts of the consent, one file per version and language in ``consent_texts/``.

A published file is never edited: a new text is a new version, in every language. KeyError when the
version or the language does not exist.
"""

import functools
import hashlib
from datetime import timedelta
from pathlib import Path

CURRENT_CONSENT_VERSION = "2026-11-23"
CONSENT_DURATION = timedelta(days=183)  # six months
EXPIRY_NOTICE_DAYS = (30, 7)  # before the end
CONSENT_CODE_MAX_TRIES = 5

_FOLDER = Path(__file__).parent / "consent_texts"


def consent_languages(version: str = CURRENT_CONSENT_VERSION) -> list[str]:
    return sorted(path.name.split(".")[1] for path in _FOLDER.glob(f"{version}.*.txt"))


def consent_language_for(language: str) -> str:
    """Language of the consent text shown to somebody who reads ``language``."""
    return language if language in consent_languages() else "fr"


@functools.cache
def consent_text(version: str, language: str) -> str:
    if version not in consent_versions() or language not in consent_languages(version):
        raise KeyError((version, language))
    return (_FOLDER / f"{version}.{language}.txt").read_text(encoding="utf-8")


def consent_paragraphs(version: str, language: str) -> list[str]:
    return consent_text(version, language).strip().split("\n\n")


def consent_versions() -> list[str]:
    return sorted({path.name.split(".")[0] for path in _FOLDER.glob("*.txt")})


def consent_text_hash(version: str, language: str) -> str:
    """SHA-256 of the exact text shown."""
    return hashlib.sha256(consent_text(version, language).encode()).hexdigest()
