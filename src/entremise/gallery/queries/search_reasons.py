"""Explains a search result: the lines of the CV that contain the searched terms."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import override

from entremise.candidates.content.choices import ChoiceList
from entremise.candidates.content.cv import CVContent, PublicCV
from entremise.candidates.content.fields import FIELDS, REASON_LABELS, stored_values
from entremise.candidates.content.languages import language_name
from entremise.foundation.kit.text import gettext, name_with_of
from entremise.foundation.search.analysis.highlighting import (
    HighlightedText,
    highlight_pieces,
    split_pieces,
    term_of_piece,
)
from entremise.foundation.search.analysis.place_extraction import communes_searched
from entremise.foundation.search.analysis.places import (
    Commune,
    departement_names,
    distance_km,
    home_commune,
    locate_communes,
    place_key,
)
from entremise.foundation.search.analysis.thesaurus import Thesaurus

MAX_REASONS = 2
MAX_SENTENCE_LENGTH = 110  # characters of one sentence of a story
SPEAKS = "speaks"  # the text of its lines is the code of a language
# Labels of lines that match by their words only.
_WORD_REASONS = [
    label
    for label in REASON_LABELS
    if label not in ("seeks", SPEAKS, "lives", "rides", "moves", "was")
]
_CHOICES: dict[str, ChoiceList] = {
    declared.reason: declared.choices
    for declared in FIELDS
    if declared.choices and declared.kind.is_list
}


@dataclass(frozen=True)
class SearchReason:
    label: str  # « Parle »
    pieces: HighlightedText


@dataclass(frozen=True)
class CVLines:
    """A CV line by line, and the lines that match each index term. Stored with the card."""

    # (key of REASON_LABELS, text); the wished trade first
    lines: list[tuple[str, str]] = field(default_factory=list)
    # index term → numbers of lines
    lines_by_term: dict[str, list[int]] = field(default_factory=dict)
    town: Commune | None = None  # where the person lives

    @property
    def weight(self) -> int:
        """Size in memory, in bytes, roughly."""
        return sum(100 + 2 * len(text) for _label, text in self.lines) + 60 * len(
            self.lines_by_term
        )


def cv_lines(cv: PublicCV, trades: Thesaurus) -> CVLines:
    """The lines with the terms of the index: names of languages match in French only."""
    practical = cv.content.practical
    found = CVLines(town=home_commune([practical.city, *practical.departements]))
    with override("fr"):
        for label, text, terms in _lines_with_terms(cv, trades):
            for term in terms:
                found.lines_by_term.setdefault(term, []).append(len(found.lines))
            found.lines.append((label, text))
    return found


def search_reasons(
    cv_lines: CVLines, terms: frozenset[str]
) -> tuple[SearchReason, ...]:
    """At most ``MAX_REASONS``, in the order of the CV."""
    numbers = {
        number
        for term in terms
        if term in cv_lines.lines_by_term
        for number in cv_lines.lines_by_term[term]
    }
    first = [cv_lines.lines[number] for number in sorted(numbers)[:MAX_REASONS]]
    return tuple(
        SearchReason(
            str(REASON_LABELS[label]),
            highlight_pieces(_line_text(cv_lines, label, text, terms), terms),
        )
        for label, text in first
    )


def _line_text(cv_lines: CVLines, label: str, text: str, terms: frozenset[str]) -> str:
    if label == SPEAKS:
        return language_name(text)
    if label in _CHOICES:
        return _CHOICES[label].label_of(text)
    return _with_distance(cv_lines.town, text, terms)


def _with_distance(town: Commune | None, text: str, terms: frozenset[str]) -> str:
    """« Vénissieux, à 6 km de Lyon » when the town is near the place that was searched."""
    if (
        not town
        or place_key(text) != town.key
        or f"@{town.qualified_key}" not in terms
        or _place(text) in terms
    ):
        return text
    distances = [
        (distance_km(origin, town), origin.name) for origin in communes_searched(terms)
    ]
    if not distances:
        return text
    km, name = min(distances)
    return gettext("%(town)s, à %(km)s km %(of_place)s") % {
        "town": text,
        "km": max(1, round(km)),
        "of_place": name_with_of(name),
    }


def _lines_with_terms(
    cv: PublicCV, trades: Thesaurus
) -> Iterator[tuple[str, str, set[str]]]:
    """(key of REASON_LABELS, text, index terms that the line matches)."""
    content = cv.content
    for goal in content.goals:
        yield (
            "seeks",
            goal.occupation,
            _terms(goal.occupation) | _trade_terms(goal.occupation, goal.rome, trades),
        )
    for spoken in content.languages:
        yield SPEAKS, spoken.name, _terms(language_name(spoken.name))
    place = content.practical.city or cv.zone_name
    lives = (
        locate_communes([content.practical.city, *content.practical.departements])
        if content.practical.city
        else {}
    )
    yield (
        "lives",
        place,
        _terms(place) | {_place(place), *(f"@{sign}" for sign in lives)},
    )
    for transport in _texts_under("rides", content):
        yield _line("rides", transport)
    for code in content.practical.departements:
        named = departement_names(code)
        yield (
            "moves",
            " · ".join(dict.fromkeys([*named[1:], code])),
            {_place(name) for name in named},
        )
    for done in content.experiences:
        yield (
            "was",
            done.title,
            _terms(done.title) | _trade_terms(done.title, "", trades),
        )
    for label in _WORD_REASONS:
        texts = dict.fromkeys(_texts_under(label, content))
        yield from (_line(label, text) for text in texts)


def _texts_under(label: str, content: CVContent) -> Iterator[str]:
    """What the CV says in the fields that are quoted under this label."""
    data = content.dump()
    for declared in FIELDS:
        if declared.reason == label:
            for _key, value in stored_values(data, declared):
                if declared.kind.is_list:
                    yield from value
                else:
                    yield from _sentences([value])


def _line(label: str, text: str) -> tuple[str, str, set[str]]:
    """A line that matches by its words only; a choice by its label in any language."""
    choices = _CHOICES.get(label)
    said = choices.all_labels_of(text) if choices else [text]
    return label, text, {term for words in said for term in _terms(words)}


def _terms(text: str) -> set[str]:
    return {term_of_piece(piece) for piece in split_pieces(text)} - {""}


def _place(name: str) -> str:
    return "@" + place_key(name)


def _trade_terms(title: str, code: str, trades: Thesaurus) -> set[str]:
    return {f"#{code}" for code in ([code] if code else trades.codes_for_title(title))}


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for sentence in re.split(r"(?<=[.!?…])\s+|\n+", text):
            if sentence:
                yield (
                    sentence
                    if len(sentence) <= MAX_SENTENCE_LENGTH
                    else sentence[:MAX_SENTENCE_LENGTH].rsplit(" ", 1)[0] + "…"
                )
