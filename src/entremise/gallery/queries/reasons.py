"""Why somebody is among what a search found, in words: what of their CV answers what was asked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import override

from entremise.candidates.content import PublicCV
from entremise.candidates.languages import name_of
from entremise.foundation.kit.text import gettext, of
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.search.marking import Pieces, marked, pieces, term_of
from entremise.foundation.search.places import (
    Commune,
    around,
    home,
    key,
    kilometres,
    situated,
)
from entremise.foundation.search.placing import origins
from entremise.foundation.search.thesaurus import Thesaurus

MOST = 2
LONGEST = 110  # letters of a sentence of a story around the word
SPEAKS = "speaks"  # its line holds the code of a language
LABELS = {
    "seeks": _("Cherche"),
    SPEAKS: _("Parle"),
    "lives": _("Vers"),
    "rides": _("Transports"),
    "moves": _("Mobilité"),
    "was": _("A été"),
    "knows": _("Sait"),
    "strong": _("Atout"),
    "says": _("Dit"),
    "likes": _("Aime"),
}


@dataclass(frozen=True)
class Reason:
    label: str  # « Parle »
    pieces: Pieces


@dataclass(frozen=True)
class Said:
    """What a CV says, line by line, and which lines answer each term: made once for a CV."""

    lines: list[tuple[str, str]] = field(
        default_factory=list
    )  # which of LABELS, words; the wished trade first
    answers: dict[str, list[int]] = field(
        default_factory=dict
    )  # term → numbers of lines
    town: Commune | None = None  # where they live

    @property
    def weight(self) -> int:
        return sum(100 + 2 * len(text) for _label, text in self.lines) + 60 * len(
            self.answers
        )


def said_by(cv: PublicCV, trades: Thesaurus) -> Said:
    """As the index knows it: whatever the language of the reader, names of languages answer
    in French.
    """
    practical = cv.content.practical
    said = Said(town=home([practical.city, *practical.departements]))
    with override("fr"):
        for label, text, terms in _said(cv, trades):
            for term in terms:
                said.answers.setdefault(term, []).append(len(said.lines))
            said.lines.append((label, text))
    return said


def reasons(said: Said, terms: frozenset[str]) -> tuple[Reason, ...]:
    """The first few."""
    numbers = {
        number
        for term in terms
        if term in said.answers
        for number in said.answers[term]
    }
    first = [said.lines[number] for number in sorted(numbers)[:MOST]]
    return tuple(
        Reason(str(LABELS[label]), marked(_shown(said, label, text, terms), terms))
        for label, text in first
    )


def _shown(said: Said, label: str, text: str, terms: frozenset[str]) -> str:
    return name_of(text) if label == SPEAKS else _with_distance(said, text, terms)


def _with_distance(said: Said, text: str, terms: frozenset[str]) -> str:
    """« Vénissieux, à 6 km de Lyon » for who lives near the place that was asked for."""
    town = said.town
    if (
        not town
        or key(text) != town.key
        or f"@{town.sign}" not in terms
        or _place(text) in terms
    ):
        return text
    ways = [(kilometres(origin, town), origin.name) for origin in origins(terms)]
    if not ways:
        return text
    km, name = min(ways)
    return gettext("%(town)s, à %(km)s km %(of_place)s") % {
        "town": text,
        "km": max(1, round(km)),
        "of_place": of(name),
    }


def _said(cv: PublicCV, trades: Thesaurus) -> Iterator[tuple[str, str, set[str]]]:
    """(which of LABELS, what the CV says, the terms it answers)."""
    content = cv.content
    for goal in content.goals:
        yield (
            "seeks",
            goal.occupation,
            _terms(goal.occupation) | _trades(goal.occupation, goal.rome, trades),
        )
    for spoken in content.languages:
        yield SPEAKS, spoken.name, _terms(name_of(spoken.name))
    place = content.practical.city or cv.zone_name
    lives = (
        situated([content.practical.city, *content.practical.departements])
        if content.practical.city
        else {}
    )
    yield (
        "lives",
        place,
        _terms(place) | {_place(place), *(f"@{sign}" for sign in lives)},
    )
    if content.practical.transport:
        yield _worded("rides", content.practical.transport)
    for code in content.practical.departements:
        named = around(code)
        yield (
            "moves",
            " · ".join(dict.fromkeys([*named[1:], code])),
            {_place(name) for name in named},
        )
    for done in content.experiences:
        yield "was", done.title, _terms(done.title) | _trades(done.title, "", trades)
    for label, texts in (
        (
            "knows",
            [
                *content.skills,
                *(s for done in content.experiences for s in done.skills),
            ],
        ),
        ("strong", content.strengths),
        (
            "says",
            _sentences(
                [
                    content.tagline,
                    content.story,
                    *(done.did for done in content.experiences),
                ]
            ),
        ),
        ("likes", content.interests),
    ):
        yield from (_worded(label, text) for text in dict.fromkeys(texts))


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
                yield (
                    sentence
                    if len(sentence) <= LONGEST
                    else sentence[:LONGEST].rsplit(" ", 1)[0] + "…"
                )
