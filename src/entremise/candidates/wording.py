"""A section of a CV as lines that people read: to show it back, to compare two versions of it."""

from collections.abc import Callable
from typing import Any

from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import gettext_lazy, leading

from .enums import Contract, JobFamily, Level, Section
from .languages import name_of

TITLES: dict[str, Any] = {
    Section.STRENGTHS: gettext_lazy("Mes atouts"),
    Section.LANGUAGES: gettext_lazy("Mes langues"),
    Section.GOALS: gettext_lazy("Le travail que je cherche"),
    Section.TAGLINE: gettext_lazy("Ma phrase"),
    Section.EXPERIENCES: gettext_lazy("Ce que j’ai fait"),
    Section.SKILLS: gettext_lazy("Ce que je sais faire"),
    Section.STORY: gettext_lazy("Mon histoire"),
    Section.INTERESTS: gettext_lazy("Ce que j’aime"),
    Section.NEEDS: gettext_lazy("Ce qui m’aide à réussir"),
    Section.PRACTICAL: gettext_lazy("En pratique"),
}


def title_of(section: str) -> str:
    return str(TITLES[section]) if section else _("Le CV en entier")


def lines_of(section: str, value: Any) -> list[str]:
    """``value`` as stored (JSON)."""
    return _LINES[Section(section)](value)


def _text(value: str) -> list[str]:
    return [line for line in value.split("\n") if line]


def _languages(value: list[dict[str, str]]) -> list[str]:
    return [
        f"{leading(name_of(spoken['name']))} {Level(spoken['level']).label}"
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
        (_("Contrats"), ", ".join(str(Contract(c).label) for c in value["contracts"])),
        (_("Ville"), value["city"]),
        (_("Départements"), ", ".join(value["departements"])),
        (_("Transports"), value["transport"]),
        (_("Disponibilité"), value["availability"]),
        (_("Horaires"), value["hours"]),
        (_("Permis"), ", ".join(value["licences"])),
    ]
    return [f"{leading(label)} {words}" for label, words in said if words]


_LINES: dict[Section, Callable[[Any], list[str]]] = {
    Section.STRENGTHS: list,
    Section.LANGUAGES: _languages,
    Section.GOALS: _goals,
    Section.TAGLINE: _text,
    Section.EXPERIENCES: _experiences,
    Section.SKILLS: list,
    Section.STORY: _text,
    Section.INTERESTS: list,
    Section.NEEDS: _text,
    Section.PRACTICAL: _practical,
}
