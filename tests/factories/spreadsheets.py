"""Imports, made by the same actions as on screen, with the worker's part done at once."""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from entremise.foundation.accounts.models import User, Zone
from entremise.spreadsheets.actions.imports import (
    choose_columns,
    confirm_import,
    start_import,
    undo_import,
)
from entremise.spreadsheets.actions.working import advance_imports
from entremise.spreadsheets.models import ImportRun
from entremise.spreadsheets.queries import preview_key

Table = Sequence[Sequence[Any]]


def csv_file(rows: Table, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """Cells that hold the delimiter are quoted."""

    def cell(value: Any) -> str:
        text = "" if value is None else str(value)
        quoted = any(c in text for c in (delimiter, '"', "\n"))
        return '"' + text.replace('"', '""') + '"' if quoted else text

    lines = (delimiter.join(cell(value) for value in row) for row in rows)
    return "\r\n".join(lines).encode(encoding)


def xlsx_file(sheets: Mapping[str, Table], merged: Sequence[str] = ()) -> bytes:
    """``merged``: ranges of the first sheet, such as "A1:C1"."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for cells in merged:
        workbook.worksheets[0].merge_cells(cells)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


ODS_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'office:version="1.2"><office:body><office:spreadsheet>%s'
    "</office:spreadsheet></office:body></office:document-content>"
)


def ods_cell(value: Any, attributes: str = "") -> str:
    if value is None:
        return f"<table:table-cell {attributes}/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind} {attributes}><text:p>{value}</text:p></table:table-cell>"


def ods_file(sheets: Mapping[str, Table]) -> bytes:
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(
            f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for name, rows in sheets.items()
    )
    return ods_of_content(ODS_CONTENT % tables)


def ods_of_content(content: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
            'manifest:1.0"><manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
    return out.getvalue()


def work() -> None:
    """What the worker does while somebody waits."""
    while advance_imports():
        pass


def upload(
    data: bytes | Table, *, by: User, zone: Zone, list_key: str = "candidates"
) -> ImportRun:
    """A file that arrived and was read: its columns are guessed."""
    if not isinstance(data, bytes):
        data = csv_file(data)
    run = start_import(list_key, file_name="liste.csv", data=data, zone=zone, by=by)
    work()
    run.refresh_from_db()
    return run


def checked(
    data: bytes | Table,
    *,
    by: User,
    zone: Zone,
    list_key: str = "candidates",
    tidies_names: bool = False,
    defaults: Mapping[str, str] | None = None,
) -> ImportRun:
    """A file whose rows wait to be confirmed, with the columns as they were guessed."""
    run = upload(data, by=by, zone=zone, list_key=list_key)
    assert run.state == "columns", run.error or run.state
    columns = {int(position): key for position, key in run.columns.items()}
    choose_columns(
        run, columns=columns, tidies_names=tidies_names, defaults=defaults, by=by
    )
    work()
    run.refresh_from_db()
    return run


def imported(data: bytes | Table, *, by: User, zone: Zone, **details: Any) -> ImportRun:
    run = checked(data, by=by, zone=zone, **details)
    confirm_import(run, preview=preview_key(run), by=by)
    work()
    run.refresh_from_db()
    return run


def undone(run: ImportRun, *, by: User) -> ImportRun:
    undo_import(run, by=by)
    work()
    run.refresh_from_db()
    return run
