"""Opens what people send: CSV of any usual spelling, XLSX, ODS. Gives plain values."""

import csv
import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias

from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import gettext as _, gettext_lazy

MAX_FILE_BYTES = 8 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 120
READING_SECONDS = 30
DELIMITERS = (";", ",", "\t", "|")
CHILD = Path(__file__).with_name("workbook_child.py")

# A text, a number, yes or no, nothing; or a day or an error as ["day", …], ["error", …].
RawCell: TypeAlias = Any
RawRow: TypeAlias = list[RawCell]


class SpreadsheetRefused(DomainError):
    """The file is not read; the message says what to send instead."""


@dataclass
class FileSheet:
    name: str
    rows: list[RawRow]
    # merged cells: first row, first column, last row, last column, from 0
    merged: list[list[int]] = field(default_factory=list)


REFUSALS = {
    "password": gettext_lazy(
        "Ce fichier est protégé par un mot de passe. Enregistrez-en une copie sans mot de passe."
    ),
    "too_large": gettext_lazy(
        "Ce fichier est trop grand une fois ouvert. Enregistrez la feuille utile au format CSV."
    ),
    "broken": gettext_lazy(
        "Ce fichier ne s’ouvre pas : il est abîmé, ou il n’est pas ce que dit son nom. "
        "Ouvrez-le, enregistrez-le à nouveau en XLSX, ODS ou CSV, puis recommencez."
    ),
    "not_a_workbook": gettext_lazy(
        "Ce fichier n’est pas un tableau. Choisissez un fichier XLSX, ODS ou CSV."
    ),
}


def open_spreadsheet(data: bytes) -> list[FileSheet]:
    """The sheets that hold something. SpreadsheetRefused when there is none, or it is unsafe."""
    if len(data) > MAX_FILE_BYTES:
        raise SpreadsheetRefused(
            _("Ce fichier est trop lourd. Choisissez-en un de 8 Mo au plus.")
        )
    sheets = _workbook(data) if data[:2] == b"PK" else [_text_sheet(data)]
    full = [sheet for sheet in sheets if any(_is_full(row) for row in sheet.rows)]
    if not full:
        raise SpreadsheetRefused(_("Ce fichier est vide."))
    for sheet in full:
        while sheet.rows and not _is_full(sheet.rows[-1]):
            sheet.rows.pop()
        if len(sheet.rows) > MAX_ROWS:
            raise SpreadsheetRefused(
                _(
                    "La feuille « %(sheet)s » a plus de %(rows)d lignes. Coupez-la en plusieurs "
                    "fichiers."
                )
                % {"sheet": sheet.name, "rows": MAX_ROWS}
            )
    return full


def _is_full(row: RawRow) -> bool:
    return any(cell not in (None, "") for cell in row)


def _workbook(data: bytes) -> list[FileSheet]:
    """Read by another process, which has little memory and little time."""
    command = [sys.executable, "-I", str(CHILD), str(MAX_ROWS), str(MAX_COLUMNS)]
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=READING_SECONDS,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise SpreadsheetRefused(REFUSALS["too_large"]) from error
    said = json.loads(done.stdout)
    if "refused" in said:
        raise SpreadsheetRefused(REFUSALS[said["refused"]])
    return [FileSheet(**sheet) for sheet in said["sheets"]]


def _text_sheet(data: bytes) -> FileSheet:
    if (
        data[:4] == b"\xd0\xcf\x11\xe0"
    ):  # Excel before 2007, or a workbook with a password
        raise SpreadsheetRefused(
            _(
                "Ce fichier vient d’un ancien Excel, ou il a un mot de passe. Ouvrez-le, puis "
                "enregistrez-le au format XLSX, sans mot de passe."
            )
        )
    text = decode_text(data)
    if data[:5] == b"%PDF-" or _is_binary(text):
        raise SpreadsheetRefused(REFUSALS["not_a_workbook"])
    # before anything is cut: a note of a page is longer than the limit of the library
    csv.field_size_limit(MAX_FILE_BYTES)
    text, delimiter = _delimiter(text.replace("\0", ""))  # PostgreSQL stores no NUL
    rows: list[RawRow] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            rows.append([cell or None for cell in row[:MAX_COLUMNS]])
            if len(rows) > MAX_ROWS + 1:
                break
    except csv.Error as error:
        raise SpreadsheetRefused(REFUSALS["broken"]) from error
    return FileSheet("", rows)


def decode_text(data: bytes) -> str:
    """Text of a file as spreadsheet programs write it.

    UTF-16 or UTF-8 when it says so or can only be that; else Windows-1252, or the old Macintosh
    when bytes stand there that Windows never writes.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _decoded(data, "utf-16")
    if data[:3] == b"\xef\xbb\xbf":
        return _decoded(data, "utf-8-sig")
    start = data[:400]
    if len(start) > 3 and start[1::2].count(0) > len(start) // 3:
        return _decoded(data, "utf-16-le")
    if len(start) > 3 and start[::2].count(0) > len(start) // 3:
        return _decoded(data, "utf-16-be")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("mac_roman")


def _decoded(data: bytes, encoding: str) -> str:
    return data.decode(encoding, errors="replace")


def _is_binary(text: str) -> bool:
    start = text[:2000]
    return any(ord(c) < 32 and c not in "\t\r\n\f" for c in start)


def _delimiter(text: str) -> tuple[str, str]:
    """The text without the line that Excel reads (« sep=; »), and what separates the cells.

    The separator that cuts most lines into the same number of cells, more than one.
    """
    first, _line_end, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[4]
    lines = "\n".join(text.splitlines()[:40])

    def regularity(delimiter: str) -> tuple[int, int]:
        widths = Counter(
            len(row) for row in csv.reader(StringIO(lines), delimiter=delimiter) if row
        )
        cut = {width: times for width, times in widths.items() if width > 1}
        if not cut:
            return (0, 0)
        width, times = max(cut.items(), key=lambda item: (item[1], item[0]))
        return (times, width)

    return text, max(DELIMITERS, key=regularity)
