"""Why somebody is among what a search found, in words: what of their CV answers what was asked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from entremise.candidates.content import PublicCV
from entremise.candidates.languages import name_of
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import of
from entremise.foundation.search.marking import Pieces, marked, pieces, term_of
from entremise.foundation.search.places import Commune, around, home, key, kilometres, situated
from entremise.foundation.search.placing import origins
from entremise.foundation.search.queries import thesaurus
from entremise.foundation.search.thesaurus import Thesaurus

MOST = 2
LONGEST = 110  # letters of a sentence of a story around the word


@dataclass(frozen=True)
class Reason:
    label: str  # « Parle »
    pieces: Pieces


@dataclass(frozen=True)
class Said:
    """What a CV says, line by line, and which lines answer each term: made once for a CV and a language."""

    lines: list[tuple[str, str]] = field(default_factory=list)  # label and words, the wished trade before the story
    answers: dict[str, tuple[int, ...]] = field(default_factory=dict)  # term → numbers of lines
    town: Commune | None = None  # where they live

    @property
    def weight(self) -> int:
        return sum(100 + 2 * len(text) for _label, text in self.lines) + 60 * len(self.answers)


def said_by(cvs: Iterable[PublicCV]) -> list[Said]:
    trades = thesaurus()
    return [_said_by(cv, trades) for cv in cvs]


def _said_by(cv: PublicCV, trades: Thesaurus) -> Said:
    practical = cv.content.practical
    said = Said(town=home([practical.city, *practical.departements]))
    for label, text, terms in _said(cv, trades):
        for term in terms:
            said.answers[term] = (*said.answers.get(term, ()), len(said.lines))
        said.lines.append((label, text))
    return said


def reasons(said: Said, terms: frozenset[str]) -> tuple[Reason, ...]:
    """The first few."""
    numbers = {number for term in terms & said.answers.keys() for number in said.answers[term]}
    first = [said.lines[number] for number in sorted(numbers)[:MOST]]
    return tuple(Reason(label, marked(_with_distance(said, text, terms), terms)) for label, text in first)


def _with_distance(said: Said, text: str, terms: frozenset[str]) -> str:
    """« Vénissieux, à 6 km de Lyon » for who lives near the place that was asked for."""
    town = said.town
    if not town or key(text) != town.key or f"@{town.sign}" not in terms or _place(text) in terms:
        return text
    ways = [(kilometres(origin, town), origin.name) for origin in origins(terms)]
    if not ways:
        return text
    km, name = min(ways)
    return _("%(town)s, à %(km)s km %(of_place)s") % {"town": text, "km": max(1, round(km)), "of_place": of(name)}


def _said(cv: PublicCV, trades: Thesaurus) -> Iterator[tuple[str, str, set[str]]]:
    """(label, what the CV says, the terms it answers)."""
    content = cv.content
    for goal in content.goals:
        yield _("Cherche"), goal.occupation, _terms(goal.occupation) | _trades(goal.occupation, goal.rome, trades)
    for spoken in content.languages:
        yield _worded(_("Parle"), name_of(spoken.name))
    place = content.practical.city or cv.zone_name
    lives = situated([content.practical.city, *content.practical.departements]) if content.practical.city else {}
    yield _("Vers"), place, _terms(place) | {_place(place), *(f"@{sign}" for sign in lives)}
    if content.practical.transport:
        yield _worded(_("Transports"), content.practical.transport)
    for code in content.practical.departements:
        named = around(code)
        yield _("Mobilité"), " · ".join(dict.fromkeys([*named[1:], code])), {_place(name) for name in named}
    for done in content.experiences:
        yield _("A été"), done.title, _terms(done.title) | _trades(done.title, "", trades)
    for label, texts in (
        (_("Sait"), [*content.skills, *(s for done in content.experiences for s in done.skills)]),
        (_("Atout"), content.strengths),
        (_("Dit"), _sentences([content.tagline, content.story, *(done.did for done in content.experiences)])),
        (_("Aime"), content.interests),
    ):
        yield from (_worded(label, text) for text in texts)


def _worded(label: str, text: str) -> tuple[str, str, set[str]]:
    """By its words only."""
    return label, text, _terms(text)


def _terms(text: str) -> set[str]:
    return {term_of(piece) for piece in pieces(text)} - {""}


def _place(name: str) -> str:
    return "@" + key(name)


def _trades(title: str, code: str, trades: Thesaurus) -> set[str]:
    return {f"#{code}" for code in ([code] if code else trades.named(title))}


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for sentence in re.split(r"(?<=[.!?…])\s+|\n+", text):
            if sentence:
                yield sentence if len(sentence) <= LONGEST else sentence[:LONGEST].rsplit(" ", 1)[0] + "…"
