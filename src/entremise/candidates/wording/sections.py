"""Titles and lines of the sections of a CV, to show them and to compare two versions."""

from collections.abc import Callable
from typing import Any

from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import ContractType, CVSection, JobFamily, LanguageLevel
from entremise.foundation.kit.text import gettext as _, gettext_lazy, label_with_colon

SECTION_TITLES: dict[str, Any] = {
    CVSection.STRENGTHS: gettext_lazy("Mes atouts"),
    CVSection.LANGUAGES: gettext_lazy("Mes langues"),
    CVSection.GOALS: gettext_lazy("Le travail que je cherche"),
    CVSection.TAGLINE: gettext_lazy("Ma phrase"),
    CVSection.EXPERIENCES: gettext_lazy("Ce que j’ai fait"),
    CVSection.SKILLS: gettext_lazy("Ce que je sais faire"),
    CVSection.STORY: gettext_lazy("Mon histoire"),
    CVSection.INTERESTS: gettext_lazy("Ce que j’aime"),
    CVSection.NEEDS: gettext_lazy("Ce qui m’aide à réussir"),
    CVSection.PRACTICAL: gettext_lazy("En pratique"),
}


def section_title(section: str) -> str:
    return str(SECTION_TITLES[section]) if section else _("Le CV en entier")


def section_lines(section: str, value: Any) -> list[str]:
    """``value`` as stored (JSON)."""
    return _LINES[CVSection(section)](value)


def _text(value: str) -> list[str]:
    return [line for line in value.split("\n") if line]


def _languages(value: list[dict[str, str]]) -> list[str]:
    return [
        f"{label_with_colon(language_name(spoken['name']))} {LanguageLevel(spoken['level']).label}"
        for spoken in value
    ]


def _goals(value: list[dict[str, str]]) -> list[str]:
    families = [
        (goal["occupation"], str(JobFamily(goal["family"]).label)) for goal in value
    ]
    return [
        f"{occupation} ({family})" if occupation else family
        for occupation, family in families
    ]


def _experiences(value: list[dict[str, Any]]) -> list[str]:
    lines = []
    for told in value:
        lines.append(
            f"{told['title']}, {told['place']}" if told["place"] else told["title"]
        )
        lines += _text(told["did"])
        if told["skills"]:
            lines.append(" · ".join(told["skills"]))
    return lines


def _practical(value: dict[str, Any]) -> list[str]:
    said = [
        (
            _("Contrats"),
            ", ".join(str(ContractType(c).label) for c in value["contracts"]),
        ),
        (_("Ville"), value["city"]),
        (_("Départements"), ", ".join(value["departements"])),
        (_("Transports"), value["transport"]),
        (_("Disponibilité"), value["availability"]),
        (_("Horaires"), value["hours"]),
        (_("Permis"), ", ".join(value["licences"])),
    ]
    return [f"{label_with_colon(label)} {words}" for label, words in said if words]


_LINES: dict[CVSection, Callable[[Any], list[str]]] = {
    CVSection.STRENGTHS: list,
    CVSection.LANGUAGES: _languages,
    CVSection.GOALS: _goals,
    CVSection.TAGLINE: _text,
    CVSection.EXPERIENCES: _experiences,
    CVSection.SKILLS: list,
    CVSection.STORY: _text,
    CVSection.INTERESTS: list,
    CVSection.NEEDS: _text,
    CVSection.PRACTICAL: _practical,
}
