"""Change the settings of the association; NotAllowed for who may not.

A page says what it showed (``seen``): what somebody else changed meanwhile is never lost, nor
overwritten without being read.
"""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from entremise.foundation.journal.actions import HasCode, record_in_journal
from entremise.foundation.kit.errors import DomainError, EditConflict
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web import cache_versions

from . import validators
from .content.settings import DECLARATIONS
from .content.texts import TEXTS
from .enums import SettingKind
from .models import PublishedText, SettingChange, StoredSetting
from .queries import CACHE_VERSION, digest_of, original_text, read_stored_values
from .registry import check_may_change


@transaction.atomic
def change_settings(
    typed: Mapping[str, str | int | bytes],
    *,
    seen: Mapping[str, str],
    by: HasCode | None,
) -> list[SettingChange]:
    """Store these settings. ``seen``: the mark of the value that the page showed, by key.

    An empty value goes back to the default. A setting fixed by the environment is left alone.
    SettingRefused for a value that is not right; EditConflict when somebody changed one of
    them in between, with what is stored now by key. ``by``: None for whoever installs the
    platform, from the command line.
    """
    check_may_change(by)
    cleaned = {
        (key, ""): validators.clean_setting(DECLARATIONS[key], value)
        for key, value in typed.items()
        if not DECLARATIONS[key].is_fixed
    }
    defaults = {
        (key, ""): str(declaration.default_value)
        for key, declaration in DECLARATIONS.items()
    }
    # typed as the default: nothing to store
    cleaned = {
        key: "" if value == defaults[key] else value for key, value in cleaned.items()
    }
    for key in ("primary_colour", "accent_colour"):
        validators.check_colour(key, cleaned.get((key, ""), ""))
    return _store(cleaned, seen={(key, ""): mark for key, mark in seen.items()}, by=by)


def _store(
    wanted: Mapping[tuple[str, str], str],
    *,
    seen: Mapping[tuple[str, str], str],
    by: HasCode | None,
) -> list[SettingChange]:
    """Store these values; an empty one removes what is stored."""
    # First: the row of the version stays locked, so that two administrators take turns.
    cache_versions.bump_cache_version(CACHE_VERSION)
    stored = read_stored_values()
    changes, conflicts = [], {}
    for name, value in wanted.items():
        before = stored.get(name, "")
        if value == before:
            continue
        if name in seen and digest_of(before) != seen[name]:
            if digest_of(value) == seen[name]:
                continue  # untouched on this page: the other change stays
            conflicts[name] = before
            continue
        changes.append(_write(name, before, value, by=by))
    if conflicts:
        raise EditConflict(
            _(
                "Quelqu’un a changé la même chose entre-temps. Comparez, puis choisissez."
            ),
            stored=conflicts,
        )
    return changes


def _write(
    name: tuple[str, str], before: str, value: str, *, by: HasCode | None
) -> SettingChange:
    key, language = name
    if value:
        StoredSetting.objects.update_or_create(
            key=key, language=language, defaults={"value": value}
        )
    else:
        StoredSetting.objects.filter(key=key, language=language).delete()
    change = SettingChange.objects.create(
        actor_code=by.code if by else "",
        key=key,
        language=language,
        old=_told(key, before),
        new=_told(key, value),
    )
    record_in_journal(
        "association.setting_changed",
        by=by,
        about=(change,),
        setting=key,
        language=language,
    )
    return change


def _told(key: str, value: str) -> str:
    """What the history shows of a value: a file is told by its type and size."""
    declaration = DECLARATIONS.get(key)
    if declaration is None or declaration.kind != SettingKind.LOGO or not value:
        return value
    head, _comma, content = value.partition(",")
    kind = head.removeprefix("data:").removesuffix(";base64")
    return f"{kind}, {len(content) * 3 // 4 // 1024 or 1} ko"


@transaction.atomic
def change_text(
    key: str, typed: Mapping[str, str], *, seen: Mapping[str, str], by: HasCode
) -> list[SettingChange]:
    """Store the words of this text, by language; empty goes back to the product's own.

    ``seen``: the mark of what the page showed, by language. SettingRefused, whose ``key`` is
    the language; EditConflict, with what is stored by (key, language).
    """
    check_may_change(by)
    declaration = TEXTS[key]
    cleaned = {}
    for language, value in typed.items():
        text = validators.clean_site_text(declaration, value, language=language)
        is_original = text == original_text(key, language)
        cleaned[key, language] = "" if is_original else text
    return _store(
        cleaned, seen={(key, language): mark for language, mark in seen.items()}, by=by
    )


@transaction.atomic
def publish_text(key: str, *, seen: Mapping[str, str], by: HasCode) -> PublishedText:
    """Publish what is written as a new version, which people are asked to accept.

    ``seen``: the mark of what the page showed, by language: nobody publishes what they have
    not read. EditConflict when it has changed since.
    """
    check_may_change(by)
    cache_versions.bump_cache_version(CACHE_VERSION)
    stored = read_stored_values()
    changed = {
        (key, language): stored.get((key, language), "")
        for language, mark in seen.items()
        if digest_of(stored.get((key, language), "")) != mark
    }
    if changed:
        raise EditConflict(
            _("Ce texte a changé entre-temps. Relisez-le avant de le publier."),
            stored=changed,
        )
    words = {
        code: stored.get((key, code)) or original_text(key, code)
        for code, _name in settings.LANGUAGES
    }
    latest = PublishedText.objects.filter(key=key).first()
    if latest and latest.words == words:
        raise DomainError(_("Cette version est déjà publiée."))
    published = PublishedText.objects.create(
        key=key, version=_next_version(key), words=words, actor_code=by.code
    )
    record_in_journal(
        "association.text_published",
        by=by,
        about=(published,),
        text=key,
        version=published.version,
    )
    return published


def _next_version(key: str) -> str:
    """The day, with a number when it is not the first of the day."""
    day = timezone.localdate().isoformat()
    same_day = PublishedText.objects.filter(key=key, version__startswith=day).count()
    return f"{day}-{same_day + 1}" if same_day else day


@transaction.atomic
def record_channel_trial(channel: str, outcome: str, *, by: HasCode) -> None:
    """An administrator tried a channel. ``outcome``: one word of a list."""
    record_in_journal(
        "association.channel_tried", by=by, about=(), channel=channel, outcome=outcome
    )
