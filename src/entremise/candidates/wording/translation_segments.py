"""Split a CV into translatable segments and merge translations back.

Pure functions, no database. A translation stores the fingerprint of the segment it translates, so
that a changed original is detected (stale).
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
# The same thing said in another language may take that much more room.
MAX_EXPANSION = 1.4


@dataclass(frozen=True)
class Segment:
    """One sentence, or a list read as one: the unit of translation."""

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
    """A segment and its translation."""

    segment: Segment
    text: str
    state: SegmentState


def cv_segments(document: CVContent) -> list[Segment]:
    """Segments to translate, in the order of the questions; empty ones are left out."""
    facts = document.practical
    segments = [
        _line(f"strengths.{i}", CVSection.STRENGTHS, s, MAX_STRENGTH_LENGTH)
        for i, s in _each(document.strengths)
    ]
    segments += [
        _line(f"goals.{i}.occupation", CVSection.GOALS, g.occupation, 80)
        for i, g in _each(document.goals)
    ]
    segments += [
        _line("tagline", CVSection.TAGLINE, document.tagline, MAX_TAGLINE_LENGTH)
    ]
    for i, experience in _each(document.experiences):
        at = f"experiences.{i}"
        segments += [
            _line(
                f"{at}.title", CVSection.EXPERIENCES, experience.title, MAX_LINE_LENGTH
            ),
            _line(
                f"{at}.place",
                CVSection.EXPERIENCES,
                experience.place,
                MAX_LINE_LENGTH,
                optional=True,
            ),
            _text(f"{at}.did", CVSection.EXPERIENCES, experience.did, MAX_TEXT_LENGTH),
            _lines(f"{at}.skills", CVSection.EXPERIENCES, experience.skills),
        ]
    segments += [
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
    return [segment for segment in segments if segment.text]


def _each(items: list[Any]) -> list[tuple[int, Any]]:
    return list(enumerate(items))


def _line(
    key: str, section: CVSection, text: str, max_length: int, *, optional: bool = False
) -> Segment:
    return Segment(
        key, section, text, int(max_length * MAX_EXPANSION), optional=optional
    )


def _text(key: str, section: CVSection, text: str, max_length: int) -> Segment:
    return Segment(key, section, text, int(max_length * MAX_EXPANSION), "text")


def _lines(key: str, section: CVSection, items: list[str]) -> Segment:
    return Segment(key, section, "\n".join(items), 1000, "lines")


def translated_segments(
    document: CVContent, stored: Mapping[str, Mapping[str, str]]
) -> list[TranslatedSegment]:
    """Each segment with its translation in ``stored``, wherever the sentence moved meanwhile.

    ``stored``: {key: {"of": fingerprint of the original, "words": translation}}.
    """
    by_fingerprint = {entry["of"]: entry["words"] for entry in stored.values()}
    rows = []
    for segment in cv_segments(document):
        entry = stored.get(segment.key, {})
        fresh = (
            entry.get("words", "")
            if entry.get("of") == segment.fingerprint
            else by_fingerprint.get(segment.fingerprint, "")
        )
        stale = entry.get("words", "")
        state: SegmentState = "stale" if stale else "missing"
        if fresh:
            state = "fresh"
        rows.append(TranslatedSegment(segment, fresh or stale, state))
    return rows


def segments_to_translate(
    document: CVContent, stored: Mapping[str, Mapping[str, str]]
) -> list[Segment]:
    """Segments missing or stale, optional ones left out."""
    return [
        row.segment
        for row in translated_segments(document, stored)
        if row.state != "fresh" and not row.segment.optional
    ]


def source_fingerprint(document: CVContent, language: str) -> str:
    """Fingerprint of everything a translation translates."""
    return content_fingerprint(
        [language, *([segment.key, segment.text] for segment in cv_segments(document))]
    )


def translated_content(
    document: CVContent, translations: Mapping[str, str]
) -> CVContent:
    """The CV with ``translations`` ({key: text}) put in; untranslated segments stay."""
    data = document.dump()
    for segment in cv_segments(document):
        if translation := translations.get(segment.key):
            _put(
                data,
                segment.key.split("."),
                translation.split("\n") if segment.shape == "lines" else translation,
            )
    return CVContent.load(data)


def _put(data: Any, path: list[str], value: Any) -> None:
    *folders, last = [int(step) if step.isdigit() else step for step in path]
    for step in folders:
        data = data[step]
    data[last] = value
