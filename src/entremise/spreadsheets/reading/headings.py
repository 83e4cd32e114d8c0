"""Where the headings of a sheet are, and which column each one means."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from entremise.spreadsheets.columns import (
    ColumnKind,
    SpreadsheetList,
    fold_heading,
    known_headings,
)
from entremise.spreadsheets.files.opening import FileSheet, RawCell, RawRow

from .cells import text_of

LINES_ABOVE = 25  # titles, notes and empty lines that may stand above the headings
ALIKE = 90  # of 100: a heading with a typing error
SAMPLE_ROWS = 200


@dataclass(frozen=True)
class Headings:
    first_row: int  # of the data, from 0
    texts: list[str]  # one for each column; empty: no heading
    row: int  # of the headings, from 0


def find_headings(sheet: FileSheet, declared: SpreadsheetList) -> Headings:
    """The line, or the two lines, that name most columns of the list.

    When nothing is recognised: the first line with two texts.
    """
    known = _known(declared)
    best, best_score = None, 0
    for row in range(min(len(sheet.rows), LINES_ABOVE)):
        one = _texts(sheet.rows[row])
        two = _two_lines(sheet, row)
        for texts, first in ((one, row + 1), (two, row + 2)):
            score = len({known[fold_heading(text)] for text in texts} - {""})
            if score > best_score:
                best, best_score = Headings(first, texts, first - 1), score
    if best is not None:
        return best
    row = next(
        (
            index
            for index, cells in enumerate(sheet.rows[:LINES_ABOVE])
            if sum(isinstance(cell, str) for cell in cells) > 1
        ),
        0,
    )
    return Headings(row + 1, _texts(sheet.rows[row]), row)


class _Known(dict[str, str]):
    def __missing__(self, heading: str) -> str:
        return ""


def _known(declared: SpreadsheetList) -> Mapping[str, str]:
    return _Known(
        {
            heading: column.key
            for column in declared.columns
            for heading in known_headings(column)
        }
    )


def _texts(row: RawRow) -> list[str]:
    return [" ".join(text_of(cell).split())[:120] for cell in row]


def _two_lines(sheet: FileSheet, row: int) -> list[str]:
    """« Coach » above « Nom » and « Téléphone »: "Nom coach", "Téléphone coach"."""
    if row + 1 >= len(sheet.rows):
        return []
    above, below = _texts(sheet.rows[row]), _texts(sheet.rows[row + 1])
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    for top, left, bottom, right in sheet.merged:
        if top == row == bottom:
            above[left : right + 1] = [above[left]] * (min(right + 1, width) - left)
    return [
        f"{own} {group}".strip() if own and group != own else own or group
        for own, group in zip(below, above, strict=True)
    ]


def data_rows(sheet: FileSheet, headings: Headings) -> list[tuple[int, RawRow]]:
    """The rows below the headings with something in them, with their number in the file, from 1.

    What is merged downwards is said by each of its rows.
    """
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, _right in sheet.merged:
        if top < headings.first_row or top == bottom:
            continue
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else None
        for row in rows[top + 1 : bottom + 1]:
            row.extend([None] * (left + 1 - len(row)))
            row[left] = value
    width = len(headings.texts)
    kept = []
    for index, row in enumerate(rows[headings.first_row :], headings.first_row + 1):
        if any(_says_something(cell) for cell in row) and not _repeats(row, headings):
            kept.append((index, [*row, *[None] * (width - len(row))]))
    return kept


def _says_something(cell: RawCell) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _repeats(row: RawRow, headings: Headings) -> bool:
    """The headings, printed again on each page."""
    texts = _texts(row)
    return any(texts) and texts == headings.texts[: len(texts)]


def guess_columns(
    texts: Sequence[str],
    declared: SpreadsheetList,
    rows: Sequence[RawRow] = (),
    remembered: Mapping[str, str] | None = None,
) -> dict[int, str]:
    """Position in the file → key of the column, each once.

    What was chosen before for this heading, then the usual headings, then nearly these, then
    what the cells look like.
    """
    known, chosen = _known(declared), remembered or {}
    folded = [fold_heading(text) for text in texts]
    guessed: dict[int, str] = {}

    def take(index: int, key: str) -> None:
        if key and index not in guessed and key not in guessed.values():
            guessed[index] = key

    left_out = {
        index for index, heading in enumerate(folded) if chosen.get(heading) == ""
    }
    for index, heading in enumerate(folded):
        take(index, chosen.get(heading, ""))
    for index, heading in enumerate(folded):
        if index not in left_out and heading not in chosen:
            take(index, known[heading] or known[_without_group(heading, known)])
    for index, heading in enumerate(folded):
        if heading and index not in left_out and index not in guessed:
            take(index, _nearly(heading, known))
    for index in range(len(texts)):
        if index not in left_out and index not in guessed:
            take(index, _by_cells(index, declared, rows))
    return guessed


def _without_group(heading: str, known: Mapping[str, str]) -> str:
    """« telephone coordonnees », of two lines, is « telephone »."""
    words = heading.split()
    beginnings = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    return next((start for start in beginnings if known[start]), "")


def _nearly(heading: str, known: Mapping[str, str]) -> str:
    alike = {other: fuzz.ratio(heading, other) for other in known if len(other) > 3}
    nearest = max(alike, key=lambda other: alike[other], default="")
    return known[nearest] if nearest and alike[nearest] >= ALIKE else ""


EMAIL_CELL = re.compile(r"\s*[^@\s]+@[^@\s]+\.\w+\s*")
PHONE_CELL = re.compile(r"\s*(?:\+33|0033|0)?\s*[1-9](?:[\s.\-]*\d{2}){4}\s*")


def _by_cells(index: int, declared: SpreadsheetList, rows: Sequence[RawRow]) -> str:
    """A column without a known heading whose cells are all e-mails, or telephones."""
    cells = [
        text
        for row in rows[:SAMPLE_ROWS]
        if index < len(row) and (text := text_of(row[index]))
    ]
    if len(cells) < 2:
        return ""
    for kind, shape in ((ColumnKind.EMAIL, EMAIL_CELL), (ColumnKind.PHONE, PHONE_CELL)):
        if sum(bool(shape.fullmatch(cell)) for cell in cells) > 0.8 * len(cells):
            keys = [column.key for column in declared.columns if column.kind == kind]
            return keys[0] if keys else ""
    return ""
