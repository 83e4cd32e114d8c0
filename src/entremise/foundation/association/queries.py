"""The values in force, read from the cache of this process.

The stored rows are read again only when their cache version has changed: a change is seen at
the next request in every process. A value of the environment wins over the stored one.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from email.headerregistry import Address
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, override

from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web import cache_versions

from . import logos, validators, wording
from .content.settings import (
    DECLARATIONS,
    NUMBERS,
    UNNAMED,
    SettingDeclaration,
    SiteSettings,
)
from .content.texts import ORIGINAL_VERSION, TEXTS, TextDeclaration
from .enums import SettingKind, SettingSection
from .models import PublishedText, SettingChange, StoredSetting

CACHE_VERSION = "association"
# (key, language) of each stored row
StoredValues = Mapping[tuple[str, str], str]
_EMPTY: StoredValues = {}


def current_settings() -> SiteSettings:
    """The settings in force; a name that nobody gave yet is said in the reader's language."""
    site = _stored_settings()
    if site.association_name == UNNAMED and get_language() != settings.LANGUAGE_CODE:
        return replace(site, association_name=_(UNNAMED))
    return site


def _stored_settings() -> SiteSettings:
    environment = tuple(
        declaration.environment_value for declaration in DECLARATIONS.values()
    )
    if not cache_versions.cache_version(CACHE_VERSION):
        return _defaults_under(environment)
    return cache_versions.get_or_compute(
        CACHE_VERSION,
        "\0".join(("settings", *environment)),
        lambda: _settings_from(stored_values()),
        size_of=lambda site: 4000 + len(site.logo),
    )


@functools.lru_cache(maxsize=64)
def _defaults_under(environment: tuple[str, ...]) -> SiteSettings:
    """When nothing was ever set. Cached for each state of the environment: tests change it."""
    return _settings_from(_EMPTY)


def stored_values() -> StoredValues:
    """What administrators set, in this process's cache."""
    if not cache_versions.cache_version(CACHE_VERSION):
        return _EMPTY
    return cache_versions.get_or_compute(
        CACHE_VERSION,
        "rows",
        read_stored_values,
        size_of=lambda rows: 1000 + sum(len(value) for value in rows.values()),
    )


def read_stored_values() -> dict[tuple[str, str], str]:
    """The same, from the database."""
    return {
        (key, language): value
        for key, language, value in StoredSetting.objects.values_list(
            "key", "language", "value"
        )
    }


def _settings_from(stored: StoredValues) -> SiteSettings:
    values: dict[str, Any] = {
        key: _value_of(declaration, stored) for key, declaration in DECLARATIONS.items()
    }
    return SiteSettings(**values)


def _value_of(declaration: SettingDeclaration, stored: StoredValues) -> str | int:
    if fixed := declaration.environment_value:
        if declaration.kind == SettingKind.LOGO:
            return _logo_in_file(fixed)
        return int(fixed) if declaration.kind in NUMBERS else fixed
    value = stored.get((declaration.key, ""))
    if value is None:
        return declaration.default_value
    if declaration.kind in NUMBERS:
        # a bound may have been tightened since
        return min(max(int(value), declaration.minimum), declaration.maximum)
    return value


def _logo_in_file(path: str) -> str:
    """The file as a data: address; empty when it cannot be read (refused at start)."""
    try:
        content = Path(path).read_bytes()
        is_picture = content.startswith(b"\x89PNG")
        return logos.data_address(
            content, "image/png" if is_picture else "image/svg+xml"
        )
    except OSError:
        return ""


def logo_version(site: SiteSettings) -> str:
    """A value that changes with the logo; empty without one."""
    return f"{zlib.crc32(site.logo.encode()):x}" if site.logo else ""


def logo_file(site: SiteSettings) -> tuple[bytes, str] | None:
    """Content and type of the logo; None without one."""
    if not site.logo:
        return None
    head, _comma, content = site.logo.partition(",")
    return base64.b64decode(content), head.removeprefix("data:").removesuffix(";base64")


def face_version(site: SiteSettings) -> str:
    """A value that changes with all that is printed on papers and pictures."""
    printed = (
        site.site_name,
        site.association_name,
        site.primary_colour,
        site.accent_colour,
    )
    return hashlib.blake2b("\0".join(printed).encode(), digest_size=6).hexdigest()


def sender_of_mails() -> str:
    """The From of every mail: DEFAULT_FROM_EMAIL, or the site at its contact address."""
    if settings.DEFAULT_FROM_EMAIL:
        return settings.DEFAULT_FROM_EMAIL
    site = current_settings()
    return str(Address(site.site_name, addr_spec=site.contact_email))


def missing_by_law() -> list[SettingDeclaration]:
    """What a legal notice must say in France and nobody has set yet."""
    site = current_settings()
    return [
        declaration
        for key, declaration in DECLARATIONS.items()
        if declaration.required_by_law and not getattr(site, key)
    ]


def declarations_of(*sections: SettingSection) -> list[SettingDeclaration]:
    return [d for d in DECLARATIONS.values() if d.section in sections]


def keys_of(*sections: SettingSection) -> list[str]:
    return [declaration.key for declaration in declarations_of(*sections)]


@dataclass(frozen=True)
class EditableSetting:
    """One setting on the page that changes it."""

    declaration: SettingDeclaration
    value: str  # in force
    stored: str  # empty when the default is in force

    @property
    def mark(self) -> str:
        """What a page sends back, to say which value it showed."""
        return digest_of(self.stored)


def shown_settings(*sections: SettingSection) -> list[EditableSetting]:
    """The settings of these sections, read anew from the database."""
    site, stored = current_settings(), read_stored_values()
    return [
        EditableSetting(
            declaration,
            str(getattr(site, declaration.key)),
            stored.get((declaration.key, ""), ""),
        )
        for declaration in declarations_of(*sections)
    ]


def digest_of(value: str) -> str:
    """A short mark of a value, for the page that shows it."""
    return hashlib.blake2b(value.encode(), digest_size=9).hexdigest()


def colour_refusals(primary: str, accent: str) -> Iterator[tuple[str, str]]:
    """Which of these colours cannot be taken: its key, and why in a sentence."""
    for key, typed in (("primary_colour", primary), ("accent_colour", accent)):
        try:
            validators.clean_setting(DECLARATIONS[key], typed)
            validators.check_colour(key, typed)
        except validators.SettingRefused as error:
            yield key, str(error)


def changes_of(keys: list[str], *, limit: int = 50) -> list[SettingChange]:
    """The history of these settings and texts, the latest first."""
    return list(SettingChange.objects.filter(key__in=keys)[:limit])


def original_text(key: str, language: str) -> str:
    """The product's own words, with their variables as written."""
    with override(language):
        return TEXTS[key].original()


def text_in_force(key: str, language: str = "") -> str:
    """The association's words in this language, or the product's own, variables filled."""
    spoken = language or get_language() or settings.LANGUAGE_CODE
    text = stored_values().get((key, spoken)) or original_text(key, spoken)
    return filled_text(text)


def filled_text(text: str) -> str:
    """``{association}`` and the like, replaced."""
    site = current_settings()
    values = {"association": site.association_name, "site": site.site_name}
    return wording.fill_variables(text, values)


def _latest_publications() -> dict[str, tuple[str, dict[str, str]]]:
    """Version and words of the last publication of each text, in this process's cache."""

    def read() -> dict[str, tuple[str, dict[str, str]]]:
        rows = PublishedText.objects.order_by("published_at", "pk")
        return {row.key: (row.version, row.words) for row in rows}

    if not cache_versions.cache_version(CACHE_VERSION):
        return {}
    return cache_versions.get_or_compute(CACHE_VERSION, "published", read)


def published_version(key: str) -> str:
    """The version that people are asked to accept."""
    return _latest_publications().get(key, (ORIGINAL_VERSION, {}))[0]


def published_text(key: str, language: str = "") -> str:
    """The words of that version; the product's own when nothing was published."""
    spoken = language or get_language() or settings.LANGUAGE_CODE
    _version, words = _latest_publications().get(key, ("", {}))
    return filled_text(words.get(spoken) or original_text(key, spoken))


@dataclass(frozen=True)
class TextSummary:
    """One text in the list of texts."""

    declaration: TextDeclaration
    own_languages: list[str]  # where the association wrote its own
    version: str  # empty: not in versions
    is_draft: bool  # what is written is not what is published


def text_summaries() -> list[TextSummary]:
    stored = read_stored_values()
    return [
        TextSummary(
            declaration,
            [code for code, _name in settings.LANGUAGES if (key, code) in stored],
            published_version(key) if declaration.is_versioned else "",
            has_unpublished_words(key),
        )
        for key, declaration in TEXTS.items()
    ]


def has_unpublished_words(key: str) -> bool:
    """For a text in versions: is what is written different from what is published?"""
    return TEXTS[key].is_versioned and any(
        text_in_force(key, code) != published_text(key, code)
        for code, _name in settings.LANGUAGES
    )


@dataclass(frozen=True)
class EditableText:
    """One text in one language, on the page that changes it."""

    language: str
    language_name: str
    stored: str
    original: str

    @property
    def mark(self) -> str:
        return digest_of(self.stored)


def shown_texts(key: str) -> list[EditableText]:
    """The text in each language of the site, read anew from the database."""
    stored = read_stored_values()
    return [
        EditableText(code, name, stored.get((key, code), ""), original_text(key, code))
        for code, name in settings.LANGUAGES
    ]


def publications_of(key: str) -> list[PublishedText]:
    """Every version that was published, the latest first."""
    return list(PublishedText.objects.filter(key=key))


def retention_delays() -> list[tuple[SettingDeclaration, int]]:
    """How long each thing is kept, in days."""
    site = current_settings()
    return [
        (declaration, getattr(site, declaration.key))
        for declaration in declarations_of(SettingSection.RETENTION)
    ]
