"""Titles and lines of the sections of a CV, to show them and to compare two versions.

A line is made of texts, those of the person and those of the site, in the active language.
"""

from collections.abc import Callable
from typing import Any

from entremise.candidates.content.fields import (
    SECTIONS,
    ShownText,
    cv_field,
    fields_of,
)
from entremise.candidates.enums import CVSection
from entremise.foundation.kit.text import (
    gettext as _,
    label_with_colon,
    list_separator,
)

Line = list[ShownText]


def section_title(section: str) -> str:
    return str(SECTIONS[CVSection(section)].title) if section else _("Le CV en entier")


def section_lines(section: str, value: Any) -> list[str]:
    """``value`` as stored (JSON); choices are said in the active language."""
    return [line_text(line) for line in section_line_texts(section, value)]


def section_line_texts(section: str, value: Any) -> list[Line]:
    """The same lines, with whose words they are."""
    return _LINES.get(CVSection(section), _field_lines)(section, value)


def line_text(line: Line) -> str:
    return "".join(shown.text for shown in line)


def _ours(text: str) -> ShownText:
    return ShownText(text, own=False)


def _own(text: str) -> ShownText:
    return ShownText(text, own=True)


def _field_text(path: str, value: Any) -> str:
    """A stored value on one line."""
    return list_separator().join(cv_field(path).shown(value))


def _field_lines(section: str, value: Any) -> list[Line]:
    """Of a section that is one field."""
    return [
        [ShownText(line, shown.own)]
        for shown in cv_field(section).shown_texts(value)
        for line in shown.text.split("\n")
        if line
    ]


def _languages(section: str, value: list[dict[str, str]]) -> list[Line]:
    return [
        [
            _ours(
                f"{label_with_colon(_field_text('languages.name', spoken['name']))} "
                f"{_field_text('languages.level', spoken['level'])}"
            )
        ]
        for spoken in value
    ]


def _goals(section: str, value: list[dict[str, str]]) -> list[Line]:
    families = [
        (goal["occupation"], _field_text("goals.family", goal["family"]))
        for goal in value
    ]
    return [
        [_own(occupation), _ours(f" ({family})")] if occupation else [_ours(family)]
        for occupation, family in families
    ]


def _experiences(section: str, value: list[dict[str, Any]]) -> list[Line]:
    lines: list[Line] = []
    for told in value:
        title = [_own(told["title"])]
        lines.append(
            [*title, _ours(list_separator()), _own(told["place"])]
            if told["place"]
            else title
        )
        lines += [[_own(line)] for line in told["did"].split("\n") if line]
        if told["skills"]:
            lines.append([_own(" · ".join(told["skills"]))])
    return lines


def _practical(section: str, value: dict[str, Any]) -> list[Line]:
    lines: list[Line] = []
    for field in fields_of(CVSection.PRACTICAL):
        texts = field.shown_texts(value[field.name])
        if any(shown.text for shown in texts):
            label = label_with_colon(str(field.label))
            lines.append([_ours(f"{label} "), *joined_texts(texts, list_separator())])
    return lines


def joined_texts(texts: list[ShownText], separator: str) -> Line:
    line: Line = []
    for shown in texts:
        line += [_ours(separator), shown] if line else [shown]
    return line


_LINES: dict[CVSection, Callable[[str, Any], list[Line]]] = {
    CVSection.LANGUAGES: _languages,
    CVSection.GOALS: _goals,
    CVSection.EXPERIENCES: _experiences,
    CVSection.PRACTICAL: _practical,
}
