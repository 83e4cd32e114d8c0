"""Spreadsheets that are given: XLSX and CSV in which no cell is ever a formula."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, NamedTuple

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from entremise.foundation.kit.text import gettext as _, without_controls

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"
# A spreadsheet program would compute a cell that begins so.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
MAX_CELL_LENGTH = 32_000  # a spreadsheet program refuses more than 32 767
MAX_SHEET_NAME_LENGTH = 31


class WorkbookSheet(NamedTuple):
    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Any]]
    bold: bool = True  # the line of the headings, which also stays in sight


def xlsx_bytes(sheets: Iterable[WorkbookSheet]) -> bytes:
    """An XLSX file; dates are dates, numbers are numbers, and any text is text."""
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        written = workbook.create_sheet(_sheet_name(sheet.name))
        for index, heading in enumerate(sheet.headings, start=1):
            letter = get_column_letter(index)
            written.column_dimensions[letter].width = min(max(len(heading) + 2, 14), 48)
        if sheet.bold:
            written.freeze_panes = "A2"
        written.append(
            [_cell(written, heading, sheet.bold) for heading in sheet.headings]
        )
        for row in sheet.rows:
            written.append([_cell(written, value) for value in row])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _sheet_name(name: str) -> str:
    return "".join(c for c in name if c not in "[]:*?/\\")[:MAX_SHEET_NAME_LENGTH]


def _cell(sheet: Any, value: Any, bold: bool = False) -> Any:
    value = plain_value(value)
    if value is None or value == "":
        return None
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # said to be text: what begins with "=" is not computed, nor when it is edited
        cell.data_type = "s"
        if value.startswith(FORMULA_STARTS):
            cell.quotePrefix = True
    elif isinstance(value, date):
        cell.number_format = "DD/MM/YYYY"
    if bold:
        cell.font = Font(bold=True)
    return cell


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A CSV file that a French spreadsheet program opens: UTF-8 with its mark, semicolons."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_csv_text(heading) for heading in headings])
    for row in rows:
        writer.writerow([_csv_text(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _csv_text(value: Any) -> str:
    value = plain_value(value)
    if value is None:
        return ""
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, Decimal | float):
        return str(value).replace(".", ",")
    text = str(value)
    # the apostrophe is how spreadsheet programs write "this is text"; the import takes it off
    if isinstance(value, str) and text.startswith(FORMULA_STARTS):
        return f"'{text}"
    return text


def plain_value(value: Any) -> Any:
    """What a cell can hold: a text, a day, a number or nothing."""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return moment.date()
    if value is None or isinstance(value, int | float | Decimal | date):
        return value
    if isinstance(value, list | tuple):
        value = " ; ".join(str(part) for part in value)
    return without_controls(str(value))[:MAX_CELL_LENGTH]
