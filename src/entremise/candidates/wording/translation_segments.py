"""Split a CV into translatable segments and merge translations back.

Pure functions, no database. A translation stores the fingerprint of the segment it translates, so
that a changed original is detected (stale).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, Literal

from entremise.candidates.content.cv import CVContent
from entremise.candidates.content.fields import (
    FIELDS,
    CVField,
    FieldKind,
    is_item_section,
    stored_values,
)
from entremise.candidates.enums import CVSection
from entremise.candidates.validators import content_fingerprint

SegmentState = Literal["fresh", "stale", "missing"]
SegmentShape = Literal["line", "text", "lines"]
_SHAPES: dict[FieldKind, SegmentShape] = {
    FieldKind.TEXT: "text",
    FieldKind.WORDS: "lines",
}
# The same thing said in another language may take that much more room.
MAX_EXPANSION = 1.4
MAX_LIST_LENGTH = 1000  # characters of a list, one thing a line

_WORDS_BESIDE_CHOICES = {
    field.path: field for field in FIELDS if field.kind == FieldKind.CHOICES_AND_WORDS
}


@dataclass(frozen=True)
class Segment:
    """One sentence, or a list read as one: the unit of translation."""

    key: str  # "experiences.0.did"
    section: CVSection
    text: str  # a list has one thing a line
    max_length: int  # characters in the other language
    shape: SegmentShape = "line"
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
    """Segments to translate, in the order of the questions; empty ones are left out.

    A ready-made choice is no segment: the site says it in each of its languages.
    """
    data = document.dump()
    segments: list[Segment] = []
    for section, fields in groupby(
        filter(attrgetter("translated"), FIELDS), key=attrgetter("section")
    ):
        of_section = [
            segment
            for field in fields
            for key, value in stored_values(data, field)
            for segment in _field_segments(field, key, value)
        ]
        if is_item_section(section):  # item after item, not field after field
            of_section.sort(key=lambda segment: int(segment.key.split(".")[1]))
        segments += of_section
    return segments


def _field_segments(field: CVField, key: str, value: Any) -> list[Segment]:
    if field.kind == FieldKind.WORDS:
        texts = [(key, "\n".join(value))]
    elif field.kind == FieldKind.CHOICES_AND_WORDS:
        # Numbered among themselves: a choice that is ticked moves no translation.
        own = field.own_words(value)
        texts = [(f"{key}.{n}", text) for n, text in enumerate(own)]
    else:
        texts = [(key, value)]
    return [
        Segment(
            key,
            field.section,
            text,
            MAX_LIST_LENGTH
            if field.kind == FieldKind.WORDS
            else int(field.max_length * MAX_EXPANSION),
            _SHAPES.get(field.kind, "line"),
            field.keeps_its_name,
        )
        for key, text in texts
        if text
    ]


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
                _stored_path(document, segment.key),
                translation.split("\n") if segment.shape == "lines" else translation,
            )
    return CVContent.load(data)


def _stored_path(document: CVContent, key: str) -> list[str]:
    """Path of a segment in the stored document, where own words stand among choices."""
    path, _, number = key.rpartition(".")
    field = _WORDS_BESIDE_CHOICES.get(path)
    if field is None:
        return key.split(".")
    [(_key, values)] = stored_values(document.dump(), field)
    own = field.own_words(values)
    places = [place for place, text in enumerate(values) if text in own]
    return [*path.split("."), str(places[int(number)])]


def _put(data: Any, path: list[str], value: Any) -> None:
    *folders, last = [int(step) if step.isdecimal() else step for step in path]
    for step in folders:
        data = data[step]
    data[last] = value
