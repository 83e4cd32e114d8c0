"""Split a CV into translatable segments and merge translations back.

Pure functions, no database. A translation stores the fingerprint of the segment it translates, so that
a changed original is detected (stale).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from entremise.candidates.content.cv import (
    MAX_STORY_LENGTH,
    MAX_STRENGTH_LENGTH,
    MAX_TAGLINE_LENGTH,
    CVContent,
)
from entremise.candidates.enums import CVSection
from entremise.candidates.validators import (
    MAX_LINE_LENGTH,
    MAX_TEXT_LENGTH,
    content_fingerprint,
)

SegmentState = Literal["fresh", "stale", "missing"]
MAX_EXPANSION = (
    1.4  # the same thing said in another language may take that much more room
)


@dataclass(frozen=True)
class Segment:
    """One sentence, or a list that reads as one."""

    key: str  # "experiences.0.did"
    section: CVSection
    text: str  # a list has one thing a line
    max_length: int  # characters in the other language
    shape: Literal["line", "text", "lines"] = "line"
    optional: bool = False  # a name of place may stay as it is written

    @property
    def fingerprint(self) -> str:
        return content_fingerprint(self.text)


@dataclass(frozen=True)
class TranslatedSegment:
    """A piece and what is written for it."""

    segment: Segment
    text: str
    state: SegmentState


def cv_segments(document: CVContent) -> list[Segment]:
    """What is to be translated, in the order of the questions.

    What the CV does not say is not asked.
    """
    facts = document.practical
    found = [
        _line(f"strengths.{i}", CVSection.STRENGTHS, s, MAX_STRENGTH_LENGTH)
        for i, s in _each(document.strengths)
    ]
    found += [
        _line(f"goals.{i}.occupation", CVSection.GOALS, g.occupation, 80)
        for i, g in _each(document.goals)
    ]
    found += [_line("tagline", CVSection.TAGLINE, document.tagline, MAX_TAGLINE_LENGTH)]
    for i, told in _each(document.experiences):
        at = f"experiences.{i}"
        found += [
            _line(f"{at}.title", CVSection.EXPERIENCES, told.title, MAX_LINE_LENGTH),
            _line(
                f"{at}.place",
                CVSection.EXPERIENCES,
                told.place,
                MAX_LINE_LENGTH,
                optional=True,
            ),
            _text(f"{at}.did", CVSection.EXPERIENCES, told.did, MAX_TEXT_LENGTH),
            _lines(f"{at}.skills", CVSection.EXPERIENCES, told.skills),
        ]
    found += [
        _lines("skills", CVSection.SKILLS, document.skills),
        _text("story", CVSection.STORY, document.story, MAX_STORY_LENGTH),
        _lines("interests", CVSection.INTERESTS, document.interests),
        _text("needs", CVSection.NEEDS, document.needs, MAX_TEXT_LENGTH),
        _line(
            "practical.city",
            CVSection.PRACTICAL,
            facts.city,
            MAX_LINE_LENGTH,
            optional=True,
        ),
        _line(
            "practical.transport", CVSection.PRACTICAL, facts.transport, MAX_LINE_LENGTH
        ),
        _line(
            "practical.availability",
            CVSection.PRACTICAL,
            facts.availability,
            MAX_LINE_LENGTH,
        ),
        _line("practical.hours", CVSection.PRACTICAL, facts.hours, MAX_LINE_LENGTH),
        _lines("practical.licences", CVSection.PRACTICAL, facts.licences),
    ]
    return [piece for piece in found if piece.text]


def _each(items: list[Any]) -> list[tuple[int, Any]]:
    return list(enumerate(items))


def _line(
    key: str, section: CVSection, words: str, most: int, *, optional: bool = False
) -> Segment:
    return Segment(key, section, words, int(most * MAX_EXPANSION), optional=optional)


def _text(key: str, section: CVSection, text: str, max_length: int) -> Segment:
    return Segment(key, section, text, int(max_length * MAX_EXPANSION), "text")


def _lines(key: str, section: CVSection, items: list[str]) -> Segment:
    return Segment(key, section, "\n".join(items), 1000, "lines")


def translated_segments(
    document: CVContent, stored: Mapping[str, Mapping[str, str]]
) -> list[TranslatedSegment]:
    """Each piece with what ``stored`` ({key:

    {"of", "words"}}) holds for it, wherever the sentence moved meanwhile.
    """
    by_mark = {kept["of"]: kept["words"] for kept in stored.values()}
    rows = []
    for piece in cv_segments(document):
        kept = stored.get(piece.key, {})
        fresh = (
            kept.get("words", "")
            if kept.get("of") == piece.fingerprint
            else by_mark.get(piece.fingerprint, "")
        )
        stale = kept.get("words", "")
        state: SegmentState = "fresh" if fresh else "stale" if stale else "missing"
        rows.append(TranslatedSegment(piece, fresh or stale, state))
    return rows


def segments_to_translate(
    document: CVContent, stored: Mapping[str, Mapping[str, str]]
) -> list[Segment]:
    """What is missing or to be read again before anybody can be shown this language."""
    return [
        w.segment
        for w in translated_segments(document, stored)
        if w.state != "fresh" and not w.segment.optional
    ]


def source_fingerprint(document: CVContent, language: str) -> str:
    """Fingerprint of everything a translation translates: the same words give the same one."""
    return content_fingerprint(
        [language, *([piece.key, piece.text] for piece in cv_segments(document))]
    )


def translated_content(
    document: CVContent, translations: Mapping[str, str]
) -> CVContent:
    """The same CV said in other words: {key: words}. What has none stays as it was written."""
    data = document.dump()
    for piece in cv_segments(document):
        if said := translations.get(piece.key):
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
