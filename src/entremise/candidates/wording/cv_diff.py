"""What changed between two versions of a CV: words added and removed, section by section."""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from entremise.candidates.content.cv import CVContent
from entremise.candidates.enums import CVSection

from .sections import section_lines, section_title

DiffKind = Literal["same", "added", "removed"]


@dataclass(frozen=True)
class DiffSpan:
    kind: DiffKind
    text: str


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
                section_lines(section, was[section]),
                section_lines(section, now[section]),
            )
            changes.append(SectionDiff(section, section_title(section), lines))
    return changes


def _lines(before: list[str], after: list[str]) -> list[list[DiffSpan]]:
    """Whole lines first; inside a rewritten line, its words."""
    result: list[list[DiffSpan]] = []
    for what, i, j, k, m in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if what == "equal":
            result += [[DiffSpan("same", line)] for line in before[i:j]]
        elif what == "replace" and j - i == m - k:
            result += [
                _words(old, new)
                for old, new in zip(before[i:j], after[k:m], strict=True)
            ]
        else:
            result += [[DiffSpan("removed", line)] for line in before[i:j]]
            result += [[DiffSpan("added", line)] for line in after[k:m]]
    return result


def _words(before: str, after: str) -> list[DiffSpan]:
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    match = SequenceMatcher(None, old, new, autojunk=False)
    # Nothing in common: two lines are easier to read than confetti.
    if match.ratio() < 0.3:
        return [DiffSpan("removed", before + " "), DiffSpan("added", after)]
    pieces = []
    for what, i, j, k, m in match.get_opcodes():
        if what == "equal":
            pieces.append(DiffSpan("same", "".join(old[i:j])))
            continue
        if i < j:
            pieces.append(DiffSpan("removed", "".join(old[i:j])))
        if k < m:
            pieces.append(DiffSpan("added", "".join(new[k:m])))
    return pieces
