"""Clean and validate the sections of a CV.

Typed values in, JSON-ready values out; InvalidSection carries the sentence shown to the writer.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import Any

from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import clean_line, clean_text, gettext as _

from .content.cv import (
    MAX_GOALS,
    MAX_INTERESTS,
    MAX_STORY_LENGTH,
    MAX_STRENGTH_LENGTH,
    MAX_STRENGTHS,
    MAX_TAGLINE_LENGTH,
    CVContent,
    Experience,
    JobGoal,
    Practical,
    SpokenLanguage,
)
from .content.languages import LANGUAGES
from .enums import ContractType, CVSection, JobFamily, LanguageLevel

MAX_LINE_LENGTH, MAX_TEXT_LENGTH, MAX_ITEMS = 120, 1000, 12
DEPARTEMENT_PATTERN = re.compile(r"^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-46])$")
ROME_CODE_PATTERN = re.compile(r"^[A-N]\d{4}$")


class InvalidSection(DomainError):
    """The value does not fit the section."""


def clean_section(section: str, value: Any) -> Any:
    """The section as it is stored. InvalidSection when the value does not fit."""
    return _CLEANERS[CVSection(section)](value)


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


def _line(value: str, max_length: int, what: str) -> str:
    line = clean_line(str(value))
    if len(line) > max_length:
        raise InvalidSection(
            _("%(what)s : %(most)d caractères au plus, il y en a %(now)d.")
            % {"what": what, "most": max_length, "now": len(line)}
        )
    return line


def _text(value: str, max_length: int, what: str) -> str:
    text = clean_text(str(value))
    if len(text) > max_length:
        raise InvalidSection(
            _("%(what)s : %(most)d caractères au plus, il y en a %(now)d.")
            % {"what": what, "most": max_length, "now": len(text)}
        )
    return text


def _lines(values: Any, *, max_items: int, max_length: int, what: str) -> list[str]:
    lines = list(
        dict.fromkeys(
            line for line in (_line(v, max_length, what) for v in values) if line
        )
    )
    if len(lines) > max_items:
        raise InvalidSection(
            _("%(what)s : %(many)d au plus. Gardez les plus importants.")
            % {"what": what, "many": max_items}
        )
    return lines


def _languages(values: Any) -> list[dict[str, str]]:
    spoken: dict[str, str] = {}
    for item in map(_plain, values):
        if item["name"] not in LANGUAGES:
            raise InvalidSection(_("Choisissez une langue dans la liste."))
        if item["level"] not in LanguageLevel.values:
            raise InvalidSection(_("Dites comment vous parlez cette langue."))
        spoken[item["name"]] = item["level"]
    if len(spoken) > MAX_ITEMS:
        raise InvalidSection(_("Langues : %(many)d au plus.") % {"many": MAX_ITEMS})
    return [asdict(SpokenLanguage(name, level)) for name, level in spoken.items()]


def _goals(values: Any) -> list[dict[str, str]]:
    goals = []
    for item in map(_plain, values):
        occupation = _line(item.get("occupation", ""), 80, _("Métier"))
        rome = item.get("rome", "")
        if item["family"] not in JobFamily.values:
            raise InvalidSection(_("Choisissez une famille de métiers."))
        if rome and not ROME_CODE_PATTERN.match(rome):
            raise InvalidSection(_("Ce code de métier n’existe pas."))
        goals.append(asdict(JobGoal(item["family"], occupation, rome)))
    if len(goals) > MAX_GOALS:
        raise InvalidSection(
            _("Deux métiers au plus. Gardez ceux que vous voulez le plus.")
        )
    return goals


def _experiences(values: Any) -> list[dict[str, Any]]:
    told = []
    for item in map(_plain, values):
        title = _line(item.get("title", ""), MAX_LINE_LENGTH, _("Ce que je faisais"))
        if not title:
            raise InvalidSection(_("Dites en quelques mots ce que vous faisiez."))
        told.append(
            asdict(
                Experience(
                    title,
                    _text(item.get("did", ""), MAX_TEXT_LENGTH, _("Ce que j’ai fait")),
                    _line(item.get("place", ""), MAX_LINE_LENGTH, _("Où")),
                    _lines(
                        item.get("skills", []),
                        max_items=MAX_ITEMS,
                        max_length=60,
                        what=_("Ce que j’ai appris"),
                    ),
                )
            )
        )
    if len(told) > MAX_ITEMS:
        raise InvalidSection(
            _("Douze expériences au plus. Gardez les plus importantes.")
        )
    return told


def _practical(value: Any) -> dict[str, Any]:
    item = _plain(value)
    departements = [
        str(d).strip().upper() for d in item.get("departements", []) if str(d).strip()
    ]
    if wrong := next(
        (d for d in departements if not DEPARTEMENT_PATTERN.match(d)), None
    ):
        raise InvalidSection(
            _(
                "« %(wrong)s » n’est pas un numéro de département. Écrivez par exemple 75."
            )
            % {"wrong": wrong}
        )
    if any(
        contract not in ContractType.values for contract in item.get("contracts", [])
    ):
        raise InvalidSection(_("Choisissez les contrats dans la liste."))
    return asdict(
        Practical(
            contracts=[
                c for c in ContractType.values if c in item.get("contracts", [])
            ],
            departements=list(dict.fromkeys(departements))[:MAX_ITEMS],
            city=_line(item.get("city", ""), MAX_LINE_LENGTH, _("Ville")),
            transport=_line(
                item.get("transport", ""), MAX_LINE_LENGTH, _("Transports")
            ),
            availability=_line(
                item.get("availability", ""), MAX_LINE_LENGTH, _("Disponibilité")
            ),
            hours=_line(item.get("hours", ""), MAX_LINE_LENGTH, _("Horaires")),
            licences=_lines(
                item.get("licences", []),
                max_items=MAX_ITEMS,
                max_length=40,
                what=_("Permis"),
            ),
        )
    )


_CLEANERS: dict[CVSection, Callable[[Any], Any]] = {
    CVSection.STRENGTHS: lambda v: _lines(
        v,
        max_items=MAX_STRENGTHS,
        max_length=MAX_STRENGTH_LENGTH,
        what=_("Atouts"),
    ),
    CVSection.LANGUAGES: _languages,
    CVSection.GOALS: _goals,
    CVSection.TAGLINE: lambda v: _line(v, MAX_TAGLINE_LENGTH, _("Phrase")),
    CVSection.EXPERIENCES: _experiences,
    CVSection.SKILLS: lambda v: _lines(
        v, max_items=MAX_ITEMS, max_length=60, what=_("Ce que je sais faire")
    ),
    CVSection.STORY: lambda v: _text(v, MAX_STORY_LENGTH, _("Histoire")),
    CVSection.INTERESTS: lambda v: _lines(
        v, max_items=MAX_INTERESTS, max_length=60, what=_("Ce que j’aime")
    ),
    CVSection.NEEDS: lambda v: _text(v, MAX_TEXT_LENGTH, _("Ce qui m’aide")),
    CVSection.PRACTICAL: _practical,
}
