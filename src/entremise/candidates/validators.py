"""What a section of a CV may hold: typed values in, clean JSON out, or a sentence that says
what to do.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import Any

from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import clean_line, clean_text
from entremise.foundation.kit.text import gettext as _

from . import content
from .content import CVContent, Experience, Goal, Language, Practical
from .enums import Contract, JobFamily, Level, Section
from .languages import LANGUAGES

LINE, WORDS, MANY = 120, 1000, 12
DEPARTEMENT = re.compile(r"^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-46])$")
ROME = re.compile(r"^[A-N]\d{4}$")


class Unfit(DomainError):
    """This section cannot hold that."""


def cleaned(section: str, value: Any) -> Any:
    """The section as it is stored."""
    return _CLEANERS[Section(section)](value)


def is_empty(section: str, value: Any) -> bool:
    return value == CVContent().dump()[section]


def fingerprint(value: Any) -> str:
    """Of a section as stored: tells whether it is still the one somebody was reading."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]


def missing(document: CVContent) -> list[Section]:
    """What the team cannot read a CV without."""
    data = document.dump()
    return [
        s
        for s in (Section.STRENGTHS, Section.GOALS, Section.TAGLINE)
        if is_empty(s, data[s])
    ]


def _plain(value: Any) -> Any:
    return (
        asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    )


def _line(value: str, most: int, what: str) -> str:
    line = clean_line(str(value))
    if len(line) > most:
        raise Unfit(
            _("%(what)s : %(most)d caractères au plus, il y en a %(now)d.")
            % {"what": what, "most": most, "now": len(line)}
        )
    return line


def _text(value: str, most: int, what: str) -> str:
    text = clean_text(str(value))
    if len(text) > most:
        raise Unfit(
            _("%(what)s : %(most)d caractères au plus, il y en a %(now)d.")
            % {"what": what, "most": most, "now": len(text)}
        )
    return text


def _lines(values: Any, *, many: int, most: int, what: str) -> list[str]:
    lines = list(
        dict.fromkeys(line for line in (_line(v, most, what) for v in values) if line)
    )
    if len(lines) > many:
        raise Unfit(
            _("%(what)s : %(many)d au plus. Gardez les plus importants.")
            % {"what": what, "many": many}
        )
    return lines


def _languages(values: Any) -> list[dict[str, str]]:
    spoken: dict[str, str] = {}
    for item in map(_plain, values):
        if item["name"] not in LANGUAGES:
            raise Unfit(_("Choisissez une langue dans la liste."))
        if item["level"] not in Level.values:
            raise Unfit(_("Dites comment vous parlez cette langue."))
        spoken[item["name"]] = item["level"]
    if len(spoken) > MANY:
        raise Unfit(_("Langues : %(many)d au plus.") % {"many": MANY})
    return [asdict(Language(name, level)) for name, level in spoken.items()]


def _goals(values: Any) -> list[dict[str, str]]:
    goals = []
    for item in map(_plain, values):
        occupation = _line(item.get("occupation", ""), 80, _("Métier"))
        rome = item.get("rome", "")
        if item["family"] not in JobFamily.values:
            raise Unfit(_("Choisissez une famille de métiers."))
        if rome and not ROME.match(rome):
            raise Unfit(_("Ce code de métier n’existe pas."))
        goals.append(asdict(Goal(item["family"], occupation, rome)))
    if len(goals) > content.GOALS_MAX:
        raise Unfit(_("Deux métiers au plus. Gardez ceux que vous voulez le plus."))
    return goals


def _experiences(values: Any) -> list[dict[str, Any]]:
    told = []
    for item in map(_plain, values):
        title = _line(item.get("title", ""), LINE, _("Ce que je faisais"))
        if not title:
            raise Unfit(_("Dites en quelques mots ce que vous faisiez."))
        told.append(
            asdict(
                Experience(
                    title,
                    _text(item.get("did", ""), WORDS, _("Ce que j’ai fait")),
                    _line(item.get("place", ""), LINE, _("Où")),
                    _lines(
                        item.get("skills", []),
                        many=MANY,
                        most=60,
                        what=_("Ce que j’ai appris"),
                    ),
                )
            )
        )
    if len(told) > MANY:
        raise Unfit(_("Douze expériences au plus. Gardez les plus importantes."))
    return told


def _practical(value: Any) -> dict[str, Any]:
    item = _plain(value)
    departements = [
        str(d).strip().upper() for d in item.get("departements", []) if str(d).strip()
    ]
    if wrong := next((d for d in departements if not DEPARTEMENT.match(d)), None):
        raise Unfit(
            _(
                "« %(wrong)s » n’est pas un numéro de département. Écrivez par exemple 75."
            )
            % {"wrong": wrong}
        )
    if any(contract not in Contract.values for contract in item.get("contracts", [])):
        raise Unfit(_("Choisissez les contrats dans la liste."))
    return asdict(
        Practical(
            contracts=[c for c in Contract.values if c in item.get("contracts", [])],
            departements=list(dict.fromkeys(departements))[:MANY],
            city=_line(item.get("city", ""), LINE, _("Ville")),
            transport=_line(item.get("transport", ""), LINE, _("Transports")),
            availability=_line(item.get("availability", ""), LINE, _("Disponibilité")),
            hours=_line(item.get("hours", ""), LINE, _("Horaires")),
            licences=_lines(
                item.get("licences", []), many=MANY, most=40, what=_("Permis")
            ),
        )
    )


_CLEANERS: dict[Section, Callable[[Any], Any]] = {
    Section.STRENGTHS: lambda v: _lines(
        v, many=content.STRENGTHS_MAX, most=content.STRENGTH_LENGTH, what=_("Atouts")
    ),
    Section.LANGUAGES: _languages,
    Section.GOALS: _goals,
    Section.TAGLINE: lambda v: _line(v, content.TAGLINE_LENGTH, _("Phrase")),
    Section.EXPERIENCES: _experiences,
    Section.SKILLS: lambda v: _lines(
        v, many=MANY, most=60, what=_("Ce que je sais faire")
    ),
    Section.STORY: lambda v: _text(v, content.STORY_LENGTH, _("Histoire")),
    Section.INTERESTS: lambda v: _lines(
        v, many=content.INTERESTS_MAX, most=60, what=_("Ce que j’aime")
    ),
    Section.NEEDS: lambda v: _text(v, WORDS, _("Ce qui m’aide")),
    Section.PRACTICAL: _practical,
}
