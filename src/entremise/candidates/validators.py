"""Clean and validate the sections of a CV.

Typed values in, JSON-ready values out; InvalidSection carries the sentence shown to the writer.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import Any

from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import clean_line, clean_text, gettext as _

from .content.cv import CVContent
from .content.fields import (
    SECTIONS,
    CVField,
    FieldKind,
    fields_of,
    is_item_section,
)
from .enums import CVSection


class InvalidSection(DomainError):
    """The value does not fit the section."""


def clean_section(section: str, value: Any) -> Any:
    """The section as it is stored. InvalidSection when the value does not fit."""
    section = CVSection(section)
    if is_item_section(section):
        return _clean_items(section, value)
    fields = fields_of(section)
    if fields[0].path == section:
        return _clean_field(fields[0], value)
    return _clean_group(section, _plain(value))


def is_section_empty(section: str, value: Any) -> bool:
    return value == CVContent().dump()[section]


def content_fingerprint(value: object) -> str:
    """Hash of stored content, to notice that it changed since somebody read it."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]


def missing_sections(document: CVContent) -> list[CVSection]:
    """Sections that must be filled before the CV is submitted."""
    data = document.dump()
    return [
        s
        for s in (CVSection.STRENGTHS, CVSection.GOALS, CVSection.TAGLINE)
        if is_section_empty(s, data[s])
    ]


def _plain(value: Any) -> Any:
    return (
        asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    )


def _clean_items(section: CVSection, values: Any) -> list[dict[str, Any]]:
    rules = SECTIONS[section]
    cleaned = [_clean_group(section, item) for item in map(_plain, values)]
    if rules.unique:
        cleaned = list({item[rules.unique]: item for item in cleaned}.values())
    if len(cleaned) > rules.max_items:
        raise InvalidSection(str(rules.too_many) % {"many": rules.max_items})
    return cleaned


def _clean_group(section: CVSection, item: dict[str, Any]) -> dict[str, Any]:
    return {
        field.name: _clean_field(
            field, item.get(field.name, [] if field.kind.is_list else "")
        )
        for field in fields_of(section)
    }


def _clean_field(field: CVField, value: Any) -> Any:
    cleaned = _CLEANERS[field.kind](field, value)
    if field.required and not cleaned:
        raise InvalidSection(str(field.error), field=field.name)
    return cleaned


def _line(field: CVField, value: Any) -> str:
    return _within_length(field, clean_line(str(value)))


def _text(field: CVField, value: Any) -> str:
    return _within_length(field, clean_text(str(value)))


def _within_length(field: CVField, text: str) -> str:
    if len(text) > field.max_length:
        raise InvalidSection(
            _("%(what)s : %(most)d caractères au plus, il y en a %(now)d.")
            % {"what": field.label, "most": field.max_length, "now": len(text)},
            field=field.name,
        )
    return text


def _words(field: CVField, values: Any) -> list[str]:
    lines = list(
        dict.fromkeys(line for line in (_line(field, v) for v in values) if line)
    )
    if len(lines) > field.max_items:
        raise InvalidSection(
            _("%(what)s : %(many)d au plus. Gardez les plus importants.")
            % {"what": field.label, "many": field.max_items},
            field=field.name,
        )
    return lines


def _code(field: CVField, value: str) -> str:
    if value and field.pattern and not field.pattern.match(value):
        raise InvalidSection(str(field.error) % {"wrong": value}, field=field.name)
    return value


def _codes(field: CVField, values: Any) -> list[str]:
    codes = [str(v).strip().upper() for v in values if str(v).strip()]
    return list(dict.fromkeys(_code(field, code) for code in codes))[: field.max_items]


def _choice(field: CVField, value: str) -> str:
    if value and field.choices and value not in field.choices:
        raise InvalidSection(str(field.error), field=field.name)
    return value


def _choices(field: CVField, values: Any) -> list[str]:
    """In the order of the list."""
    chosen = {_choice(field, value) for value in values}
    return [
        key for key in (field.choices.by_key if field.choices else ()) if key in chosen
    ]


_CLEANERS: dict[FieldKind, Callable[[CVField, Any], Any]] = {
    FieldKind.LINE: _line,
    FieldKind.TEXT: _text,
    FieldKind.CODE: _code,
    FieldKind.CODES: _codes,
    FieldKind.CHOICE: _choice,
    FieldKind.CHOICES: _choices,
    FieldKind.WORDS: _words,
    FieldKind.CHOICES_AND_WORDS: _words,
}
