"""Reads one XLSX or ODS file, in a process of its own with little memory and little time.

The file comes on the standard input; its values leave as JSON on the standard output. A file
made to fill the memory ends this process and nothing else. It imports nothing of ours.

Only the parts that hold values are handed to the reader, unpacked and counted here: neither
macros, nor links to other files, nor pictures. A formula is never computed: the value that the
program of its author stored is read.
"""

import json
import math
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import (
    ParseError,
    iterparse,
)  # no entity: a DOCTYPE is refused

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MAX_PARTS = 2000
MAX_PART_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 96 * 1024 * 1024
MAX_MEMORY_BYTES = 1024 * 1024 * 1024
MAX_SECONDS = 20
MAX_SHEETS = 30
MAX_CHARACTERS = (
    16_000_000  # of all cells: one text said ten thousand times weighs little
)
KEPT_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/[^/]+\.xml|xl/_rels/[^/]+\.rels"
    r"|xl/worksheets/[^/]+\.xml|mimetype|content\.xml|styles\.xml|META-INF/manifest\.xml"
)
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ERROR_CELL = re.compile(r"#(?:REF|N/A|NAME\?|VALUE|DIV/0|NULL|NUM|ERR|NOM\?)[!?]?.*")


class WorkbookRefused(Exception):
    """``args[0]`` says why, in a word that the caller knows."""


def limit_this_process() -> None:
    try:
        import resource  # noqa: PLC0415  (not on every system)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))


def workbook_values(data: bytes, max_rows: int, max_columns: int) -> dict[str, Any]:
    parts = _kept_parts(data)
    clean = BytesIO()
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    clean.seek(0)
    try:
        with CalamineWorkbook.from_filelike(clean) as workbook:
            # the sheets that a reader sees: a hidden one is somebody's working paper
            names = [
                sheet.name
                for sheet in workbook.sheets_metadata
                if str(sheet.visible).endswith("Visible")
                and str(sheet.typ).endswith("WorkSheet")
            ]
            spans = _open_document_spans(parts)
            sheets: list[dict[str, Any]] = []
            left = MAX_CHARACTERS
            for name in names[:MAX_SHEETS]:
                sheet = _sheet(workbook, name, spans, max_rows, max_columns)
                left -= _characters(sheet["rows"])
                if left < 0:
                    raise WorkbookRefused("too_large")
                sheets.append(sheet)
            return {"sheets": sheets}
    except PasswordError as error:
        raise WorkbookRefused("password") from error


def _kept_parts(data: bytes) -> dict[str, bytes]:
    kept: dict[str, bytes] = {}
    left = MAX_UNPACKED_BYTES
    with zipfile.ZipFile(BytesIO(data)) as packed:
        if len(packed.infolist()) > MAX_PARTS:
            raise WorkbookRefused("too_large")
        for part in packed.infolist():
            name = part.filename.replace("\\", "/").lstrip("/")
            if not KEPT_PARTS.fullmatch(name):
                continue
            if part.flag_bits & 0x1:
                raise WorkbookRefused("password")
            with packed.open(part) as opened:
                content = opened.read(min(MAX_PART_BYTES, left) + 1)
            left -= len(content)
            if left < 0 or len(content) > MAX_PART_BYTES:
                raise WorkbookRefused("too_large")
            # entities are the only way by which XML grows or reads another file
            if b"<!DOCTYPE" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise WorkbookRefused("broken")
            kept[name] = content
    if "xl/workbook.xml" not in kept and "content.xml" not in kept:
        raise WorkbookRefused("not_a_workbook")
    return kept


def _sheet(
    workbook: CalamineWorkbook,
    name: str,
    spans: dict[str, list[list[int]]],
    max_rows: int,
    max_columns: int,
) -> dict[str, Any]:
    sheet = workbook.get_sheet_by_name(name)
    merged = sheet.merged_cell_ranges or []
    rows = sheet.to_python(skip_empty_area=False, nrows=max_rows + 1)
    return {
        "name": name,
        "rows": [_trimmed([_cell(v) for v in row[:max_columns]]) for row in rows],
        "merged": spans.get(name)
        or [[*start, *end] for start, end in merged if start[0] <= max_rows],
    }


def _characters(rows: list[list[Any]]) -> int:
    return sum(len(cell) for row in rows for cell in row if isinstance(cell, str))


def _trimmed(cells: list[Any]) -> list[Any]:
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _cell(value: Any) -> Any:
    """What JSON can say; a day is ["day", "2026-03-03"]."""
    if isinstance(value, datetime):
        return ["day", value.date().isoformat()]
    if isinstance(value, date):
        return ["day", value.isoformat()]
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float) and not math.isfinite(value):
        return ["error", "#NUM!"]  # neither JSON nor the database can hold it
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    # a file may spell a NUL (_x0000_), which PostgreSQL does not store
    text = str(value)[:32_767].replace("\0", "") if value is not None else ""
    if ERROR_CELL.fullmatch(text):
        return ["error", text[:20]]
    return text or None


def _open_document_spans(parts: dict[str, bytes]) -> dict[str, list[list[int]]]:
    """Merged cells of each sheet of an ODS file, which the reader does not tell."""
    content = parts.get("content.xml", b"")
    if b"rows-spanned" not in content and b"columns-spanned" not in content:
        return {}
    spans: dict[str, list[list[int]]] = {}
    try:
        for name, row, column, down, across in _spanned_cells(content):
            spans.setdefault(name, []).append(
                [row, column, row + down - 1, column + across - 1]
            )
    except ParseError as error:
        raise WorkbookRefused("broken") from error
    return spans


def _spanned_cells(content: bytes) -> Iterator[tuple[str, int, int, int, int]]:
    name, row, column = "", 0, 0
    for event, element in iterparse(BytesIO(content), events=("start", "end")):
        tag = element.tag
        if event == "start":
            if tag == f"{TABLE}table":
                name, row = element.get(f"{TABLE}name", ""), 0
            elif tag == f"{TABLE}table-row":
                column = 0
            elif tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                down = int(element.get(f"{TABLE}number-rows-spanned", "1"))
                across = int(element.get(f"{TABLE}number-columns-spanned", "1"))
                if down > 1 or across > 1:
                    yield name, row, column, down, across
                column += int(element.get(f"{TABLE}number-columns-repeated", "1"))
        elif tag == f"{TABLE}table-row":
            row += int(element.get(f"{TABLE}number-rows-repeated", "1"))
            element.clear()


def main() -> None:
    limit_this_process()
    max_rows, max_columns = int(sys.argv[1]), int(sys.argv[2])
    try:
        said = workbook_values(sys.stdin.buffer.read(), max_rows, max_columns)
    except WorkbookRefused as refused:
        said = {"refused": refused.args[0]}
    except (zipfile.BadZipFile, CalamineError, ValueError, KeyError, OSError):
        said = {"refused": "broken"}
    except MemoryError:
        said = {"refused": "too_large"}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
