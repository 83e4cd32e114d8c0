"""What changed between two versions of a CV: words added and removed, section by section."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from operator import attrgetter
from typing import Literal

from entremise.candidates.content.cv import CVContent
from entremise.candidates.content.fields import ShownText
from entremise.candidates.enums import CVSection

from .sections import Line, line_text, section_line_texts, section_title

DiffKind = Literal["same", "added", "removed"]


@dataclass(frozen=True)
class DiffSpan:
    kind: DiffKind
    text: str
    own: bool = False  # in the person's words


@dataclass(frozen=True)
class SectionDiff:
    section: str
    title: str
    lines: list[list[DiffSpan]] = field(default_factory=list)


def cv_differences(before: CVContent, after: CVContent) -> list[SectionDiff]:
    """The sections that changed, in the order of the questions."""
    was, now = before.dump(), after.dump()
    changes = []
    for section in CVSection:
        if was[section] != now[section]:
            lines = _lines(
                section_line_texts(section, was[section]),
                section_line_texts(section, now[section]),
            )
            changes.append(SectionDiff(section, section_title(section), lines))
    return changes


def _lines(before: list[Line], after: list[Line]) -> list[list[DiffSpan]]:
    """Whole lines first; inside a rewritten line, its words."""
    result: list[list[DiffSpan]] = []
    for what, i, j, k, m in SequenceMatcher(
        None, list(map(line_text, before)), list(map(line_text, after)), autojunk=False
    ).get_opcodes():
        if what == "equal":
            result += [_spans("same", line) for line in before[i:j]]
        elif what == "replace" and j - i == m - k:
            result += [
                _words(old, new)
                for old, new in zip(before[i:j], after[k:m], strict=True)
            ]
        else:
            result += [_spans("removed", line) for line in before[i:j]]
            result += [_spans("added", line) for line in after[k:m]]
    return result


def _spans(kind: DiffKind, texts: Line) -> list[DiffSpan]:
    """One span for each run of texts of the same author."""
    return [
        DiffSpan(kind, line_text(list(run)), own)
        for own, run in groupby(texts, key=attrgetter("own"))
    ]


def _words(before: Line, after: Line) -> list[DiffSpan]:
    old, new = _split_into_words(before), _split_into_words(after)
    match = SequenceMatcher(
        None, [word.text for word in old], [word.text for word in new], autojunk=False
    )
    # Nothing in common: two lines are easier to read than confetti.
    if match.ratio() < 0.3:
        between = ShownText(" ", own=False)
        return [*_spans("removed", [*before, between]), *_spans("added", after)]
    pieces: list[DiffSpan] = []
    for what, i, j, k, m in match.get_opcodes():
        if what == "equal":
            pieces += _spans("same", new[k:m])
            continue
        pieces += _spans("removed", old[i:j])
        pieces += _spans("added", new[k:m])
    return pieces


def _split_into_words(line: Line) -> Line:
    """Each word with the space that follows it."""
    return [
        ShownText(word, shown.own)
        for shown in line
        for word in re.findall(r"\S+\s*|\s+", shown.text)
    ]
