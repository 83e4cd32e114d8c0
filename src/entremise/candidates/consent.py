"""The words people agree to. A version never changes: what somebody read must be readable for ever.

A new text is a new version in every language, beside the old ones in ``consent_texts/``.
"""

import functools
import hashlib
from datetime import timedelta
from pathlib import Path

VERSION = "2026-11-23"
LASTS = timedelta(days=183)  # six months
NOTICE_DAYS = (30, 7)  # before the end
CODE_TRIES = 5

_FOLDER = Path(__file__).parent / "consent_texts"


def languages(version: str = VERSION) -> list[str]:
    return sorted(path.name.split(".")[1] for path in _FOLDER.glob(f"{version}.*.txt"))


def language_for(language: str) -> str:
    """The language of the text shown to somebody who reads ``language``."""
    return language if language in languages() else "fr"


@functools.cache
def text(version: str, language: str) -> str:
    if version not in versions() or language not in languages(version):
        raise KeyError((version, language))
    return (_FOLDER / f"{version}.{language}.txt").read_text(encoding="utf-8")


def paragraphs(version: str, language: str) -> list[str]:
    return text(version, language).strip().split("\n\n")


def versions() -> list[str]:
    return sorted({path.name.split(".")[0] for path in _FOLDER.glob("*.txt")})


def fingerprint(version: str, language: str) -> str:
    """SHA-256 of the exact text shown."""
    return hashlib.sha256(text(version, language).encode()).hexdigest()
