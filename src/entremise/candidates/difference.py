"""What changed between two versions of a CV, in words added and words removed, section by
section.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from .content import CVContent
from .enums import Section
from .wording import lines_of, title_of

Kind = Literal["same", "added", "removed"]


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    section: str
    title: str
    lines: list[list[Piece]] = field(default_factory=list)


def differences(before: CVContent, after: CVContent) -> list[Change]:
    """Only the sections that changed, in the order of the questions."""
    was, now = before.dump(), after.dump()
    changes = []
    for section in Section:
        if was[section] != now[section]:
            lines = _lines(
                lines_of(section, was[section]), lines_of(section, now[section])
            )
            changes.append(Change(section, title_of(section), lines))
    return changes


def _lines(before: list[str], after: list[str]) -> list[list[Piece]]:
    """Whole lines first; inside a line that was rewritten, its words."""
    result: list[list[Piece]] = []
    for what, i, j, k, m in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if what == "equal":
            result += [[Piece("same", line)] for line in before[i:j]]
        elif what == "replace" and j - i == m - k:
            result += [
                _words(old, new)
                for old, new in zip(before[i:j], after[k:m], strict=True)
            ]
        else:
            result += [[Piece("removed", line)] for line in before[i:j]]
            result += [[Piece("added", line)] for line in after[k:m]]
    return result


def _words(before: str, after: str) -> list[Piece]:
    old, new = re.findall(r"\S+\s*", before), re.findall(r"\S+\s*", after)
    match = SequenceMatcher(None, old, new, autojunk=False)
    if (
        match.ratio() < 0.3
    ):  # nothing in common: two lines are easier to read than confetti
        return [Piece("removed", before + " "), Piece("added", after)]
    pieces = []
    for what, i, j, k, m in match.get_opcodes():
        if what == "equal":
            pieces.append(Piece("same", "".join(old[i:j])))
            continue
        if i < j:
            pieces.append(Piece("removed", "".join(old[i:j])))
        if k < m:
            pieces.append(Piece("added", "".join(new[k:m])))
    return pieces
