"""A CV in another language: its sentences one by one, each beside the words that say it in
that language.

Only sentences are translated. Facts (languages, contracts, départements) stay those of the
CV and are said by the page in its own words. A translation remembers which sentence it
translates: when that sentence changes, it is to be read again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from . import content as limits
from .content import CVContent
from .enums import Section
from .validators import LINE, WORDS, fingerprint

State = Literal["fresh", "stale", "missing"]
LONGER = 1.4  # the same thing said in another language may take that much more room


@dataclass(frozen=True)
class Piece:
    """One sentence, or a list that reads as one."""

    key: str  # "experiences.0.did"
    section: Section
    words: str  # a list has one thing a line
    most: int  # characters in the other language
    shape: Literal["line", "text", "lines"] = "line"
    optional: bool = False  # a name of place may stay as it is written

    @property
    def mark(self) -> str:
        return fingerprint(self.words)


@dataclass(frozen=True)
class Written:
    """A piece and what is written for it."""

    piece: Piece
    words: str
    state: State


def pieces(document: CVContent) -> list[Piece]:
    """What is to be translated, in the order of the questions.

    What the CV does not say is not asked.
    """
    facts = document.practical
    found = [
        _line(f"strengths.{i}", Section.STRENGTHS, s, limits.STRENGTH_LENGTH)
        for i, s in _each(document.strengths)
    ]
    found += [
        _line(f"goals.{i}.occupation", Section.GOALS, g.occupation, 80)
        for i, g in _each(document.goals)
    ]
    found += [
        _line("tagline", Section.TAGLINE, document.tagline, limits.TAGLINE_LENGTH)
    ]
    for i, told in _each(document.experiences):
        at = f"experiences.{i}"
        found += [
            _line(f"{at}.title", Section.EXPERIENCES, told.title, LINE),
            _line(f"{at}.place", Section.EXPERIENCES, told.place, LINE, optional=True),
            _text(f"{at}.did", Section.EXPERIENCES, told.did, WORDS),
            _lines(f"{at}.skills", Section.EXPERIENCES, told.skills),
        ]
    found += [
        _lines("skills", Section.SKILLS, document.skills),
        _text("story", Section.STORY, document.story, limits.STORY_LENGTH),
        _lines("interests", Section.INTERESTS, document.interests),
        _text("needs", Section.NEEDS, document.needs, WORDS),
        _line("practical.city", Section.PRACTICAL, facts.city, LINE, optional=True),
        _line("practical.transport", Section.PRACTICAL, facts.transport, LINE),
        _line("practical.availability", Section.PRACTICAL, facts.availability, LINE),
        _line("practical.hours", Section.PRACTICAL, facts.hours, LINE),
        _lines("practical.licences", Section.PRACTICAL, facts.licences),
    ]
    return [piece for piece in found if piece.words]


def _each(items: list[Any]) -> list[tuple[int, Any]]:
    return list(enumerate(items))


def _line(
    key: str, section: Section, words: str, most: int, *, optional: bool = False
) -> Piece:
    return Piece(key, section, words, int(most * LONGER), optional=optional)


def _text(key: str, section: Section, words: str, most: int) -> Piece:
    return Piece(key, section, words, int(most * LONGER), "text")


def _lines(key: str, section: Section, items: list[str]) -> Piece:
    return Piece(key, section, "\n".join(items), 1000, "lines")


def written(
    document: CVContent, stored: Mapping[str, Mapping[str, str]]
) -> list[Written]:
    """Each piece with what ``stored`` ({key:

    {"of", "words"}}) holds for it, wherever the sentence moved meanwhile.
    """
    by_mark = {kept["of"]: kept["words"] for kept in stored.values()}
    rows = []
    for piece in pieces(document):
        kept = stored.get(piece.key, {})
        fresh = (
            kept.get("words", "")
            if kept.get("of") == piece.mark
            else by_mark.get(piece.mark, "")
        )
        stale = kept.get("words", "")
        state: State = "fresh" if fresh else "stale" if stale else "missing"
        rows.append(Written(piece, fresh or stale, state))
    return rows


def left(document: CVContent, stored: Mapping[str, Mapping[str, str]]) -> list[Piece]:
    """What is missing or to be read again before anybody can be shown this language."""
    return [
        w.piece
        for w in written(document, stored)
        if w.state != "fresh" and not w.piece.optional
    ]


def source(document: CVContent, language: str) -> str:
    """Fingerprint of everything a translation translates: the same words give the same one."""
    return fingerprint(
        [language, *([piece.key, piece.words] for piece in pieces(document))]
    )


def translated(document: CVContent, words: Mapping[str, str]) -> CVContent:
    """The same CV said in other words: {key: words}. What has none stays as it was written."""
    data = document.dump()
    for piece in pieces(document):
        if said := words.get(piece.key):
            _put(
                data,
                piece.key.split("."),
                said.split("\n") if piece.shape == "lines" else said,
            )
    return CVContent.load(data)


def _put(data: Any, path: list[str], value: Any) -> None:
    *folders, last = [int(step) if step.isdigit() else step for step in path]
    for step in folders:
        data = data[step]
    data[last] = value
