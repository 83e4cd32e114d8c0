"""Titles and lines of the sections of a CV, to show them and to compare two versions."""

from collections.abc import Callable
from typing import Any

from entremise.candidates.content.fields import SECTIONS, cv_field, fields_of
from entremise.candidates.enums import CVSection
from entremise.foundation.kit.text import gettext as _, label_with_colon


def section_title(section: str) -> str:
    return str(SECTIONS[CVSection(section)].title) if section else _("Le CV en entier")


def section_lines(section: str, value: Any) -> list[str]:
    """``value`` as stored (JSON); choices are said in the active language."""
    return _LINES.get(CVSection(section), _field_lines)(section, value)


def field_text(path: str, value: Any) -> str:
    """A stored value on one line."""
    return ", ".join(cv_field(path).shown(value))


def labelled_facts(value: dict[str, Any]) -> list[tuple[str, str]]:
    """(label, text) of what is filled in the practical section."""
    return [
        (str(field.label), text)
        for field in fields_of(CVSection.PRACTICAL)
        if (text := field_text(field.path, value[field.name]))
    ]


def _field_lines(section: str, value: Any) -> list[str]:
    """Of a section that is one field."""
    return [
        line
        for text in cv_field(section).shown(value)
        for line in text.split("\n")
        if line
    ]


def _languages(section: str, value: list[dict[str, str]]) -> list[str]:
    return [
        f"{label_with_colon(field_text('languages.name', spoken['name']))} "
        f"{field_text('languages.level', spoken['level'])}"
        for spoken in value
    ]


def _goals(section: str, value: list[dict[str, str]]) -> list[str]:
    families = [
        (goal["occupation"], field_text("goals.family", goal["family"]))
        for goal in value
    ]
    return [
        f"{occupation} ({family})" if occupation else family
        for occupation, family in families
    ]


def _experiences(section: str, value: list[dict[str, Any]]) -> list[str]:
    lines = []
    for told in value:
        lines.append(
            f"{told['title']}, {told['place']}" if told["place"] else told["title"]
        )
        lines += [line for line in told["did"].split("\n") if line]
        if told["skills"]:
            lines.append(" · ".join(told["skills"]))
    return lines


def _practical(section: str, value: dict[str, Any]) -> list[str]:
    return [
        f"{label_with_colon(label)} {text}" for label, text in labelled_facts(value)
    ]


_LINES: dict[CVSection, Callable[[str, Any], list[str]]] = {
    CVSection.LANGUAGES: _languages,
    CVSection.GOALS: _goals,
    CVSection.EXPERIENCES: _experiences,
    CVSection.PRACTICAL: _practical,
}
