"""What people send, and what it says: encodings, headings, dates, numbers, hostile files."""

import csv
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from entremise.spreadsheets.columns import Column, ColumnKind
from entremise.spreadsheets.files.opening import (
    FileSheet,
    SpreadsheetRefused,
    open_spreadsheet,
)
from entremise.spreadsheets.files.writing import WorkbookSheet, csv_bytes, xlsx_bytes
from entremise.spreadsheets.lists.all_lists import ALL_LISTS
from entremise.spreadsheets.reading.cells import (
    CellUnreadable,
    FullName,
    Places,
    read_cell,
    split_full_name,
    tidy_name,
)
from entremise.spreadsheets.reading.headings import (
    data_rows,
    find_headings,
    guess_columns,
)
from tests.factories import spreadsheets

ROWS = [["Prénom", "Nom", "Tél"], ["Zoé", "L’Œuvre; fils", "0612345678"]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "mac_roman"]
)
def test_text_of_any_usual_spelling(encoding: str, delimiter: str) -> None:
    rows = [["Prénom", "Nom"], ["Hélène", "D’Août, fils; neveu\nligne"]]
    if encoding != "mac_roman":
        rows[1][1] += " œ"
    data = spreadsheets.csv_file(rows, delimiter=delimiter, encoding=encoding)
    sheet = open_spreadsheet(data)[0]
    assert [[cell.replace("\r\n", "\n") for cell in row] for row in sheet.rows] == rows


def test_the_line_that_excel_reads_first_is_not_a_row() -> None:
    sheet = open_spreadsheet(b"sep=,\r\nA,B\r\n1,2\r\n")[0]
    assert sheet.rows == [["A", "B"], ["1", "2"]]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_workbook_keeps_its_sheets_days_and_numbers(kind: str) -> None:
    rows = [["Prénom", "Entrée", "Tél"], ["Ali", date(2026, 3, 3), 612345678]]
    build = spreadsheets.xlsx_file if kind == "xlsx" else spreadsheets.ods_file
    sheets = open_spreadsheet(build({"Vide": [], "Gens": rows, "Autre": [["x", "y"]]}))
    assert [sheet.name for sheet in sheets] == ["Gens", "Autre"]
    assert sheets[0].rows[1] == ["Ali", ["day", "2026-03-03"], 612345678]


def test_a_formula_is_never_computed_nor_a_link_followed() -> None:
    data = spreadsheets.xlsx_file(
        {"A": [["Prénom", "Nom"], ["=HYPERLINK(1)", "='[x.xlsx]A'!A1"], ["Ali", "B"]]}
    )
    rows = open_spreadsheet(data)[0].rows
    assert rows[1:] == [[], ["Ali", "B"]], "no value was stored with the formula"


def _repacked(data: bytes, **parts: bytes) -> bytes:
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            after.writestr(name, parts.pop(name, before.read(name)))
        for name, content in parts.items():
            after.writestr(name, content)
    return out.getvalue()


PLAIN = spreadsheets.xlsx_file({"A": ROWS})
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">'
    b']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<sheetData><row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>'
    b"</worksheet>"
)
FAR_CELL = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)
REPEATED = spreadsheets.ods_of_content(
    spreadsheets.ODS_CONTENT
    % (
        '<table:table table:name="A"><table:table-row '
        'table:number-rows-repeated="1000000">'
        + spreadsheets.ods_cell("x", 'table:number-columns-repeated="16000"')
        + "</table:table-row></table:table>"
    )
)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 not a zip",
        b"%PDF-1.7 a paper",
        b"\x89PNG\r\n\x1a\n\x00\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        _repacked(PLAIN, **{SHEET: LAUGHS}),
        _repacked(PLAIN, **{SHEET: FAR_CELL}),
        _repacked(PLAIN, **{SHEET: b" " * 80_000_000}),
        _repacked(PLAIN, **{f"xl/x{n}.xml": b" " * 40_000_000 for n in range(4)}),
        REPEATED,
        PLAIN[: len(PLAIN) // 2],
        b"x" * (8 * 1024 * 1024 + 1),
        ("a;b\r\n" * 20_002).encode(),
    ],
    ids=[
        "empty",
        "not-a-zip",
        "pdf",
        "picture",
        "old-excel",
        "entities",
        "far-cell",
        "zip-bomb",
        "many-bombs",
        "repeated",
        "cut",
        "too-heavy",
        "too-many-rows",
    ],
)
def test_a_file_that_is_not_a_table_is_refused_with_a_word(data: bytes) -> None:
    with pytest.raises(SpreadsheetRefused) as refused:
        open_spreadsheet(data)
    assert str(refused.value)


def test_what_stands_beside_the_values_is_not_even_unpacked() -> None:
    data = _repacked(PLAIN, **{"xl/vbaProject.bin": bytes(200_000_000)})
    assert open_spreadsheet(data)[0].rows == ROWS


ODD_VALUES = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<sheetData><row r="1"><c r="A1" t="str"><v>A_x0000_li</v></c><c r="B1"><v>NaN</v></c>'
    b'<c r="C1"><v>1e400</v></c><c r="D1"><v>-1e400</v></c></row></sheetData></worksheet>'
)


def test_what_a_database_cannot_hold_is_never_given() -> None:
    sheet = open_spreadsheet(_repacked(PLAIN, **{SHEET: ODD_VALUES}))[0]
    assert sheet.rows == [["Ali", *[["error", "#NUM!"]] * 3]]
    late = b"Nom;Note\r\nAli;" + b"a" * 3000 + b"\0b\r\n"
    assert open_spreadsheet(late)[0].rows[1] == ["Ali", "a" * 3000 + "b"]


def test_one_text_said_a_thousand_times_is_too_large() -> None:
    """46 kB that would fill the database with 260 million signs."""
    space = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    said = b"".join(b'<row><c t="s"><v>0</v></c></row>' for _row in range(1000))
    parts = {
        SHEET: b"<worksheet %s><sheetData>%s</sheetData></worksheet>" % (space, said),
        "xl/sharedStrings.xml": b"<sst %s><si><t>%s</t></si></sst>"
        % (space, b"a" * 32_000),
    }
    with pytest.raises(SpreadsheetRefused, match="trop grand"):
        open_spreadsheet(_repacked(PLAIN, **parts))


def test_a_very_long_cell_is_read() -> None:
    limit = csv.field_size_limit(131_072)  # of a process that begins
    try:
        rows = open_spreadsheet(b"Nom;Note\r\nAli;" + b"a" * 200_000)[0].rows
    finally:
        csv.field_size_limit(limit)
    assert len(rows[1][1]) == 200_000


CANDIDATES = ALL_LISTS["candidates"]


def _keys(rows, merged=(), declared=CANDIDATES) -> dict[str, str]:
    sheet = FileSheet("", [list(row) for row in rows], [list(m) for m in merged])
    headings = find_headings(sheet, declared)
    guessed = guess_columns(
        headings.texts, declared, [cells for _n, cells in data_rows(sheet, headings)]
    )
    return {headings.texts[position]: key for position, key in sorted(guessed.items())}


def test_headings_are_found_below_titles_and_in_any_spelling() -> None:
    rows = [
        ["Suivi LinkedIn 2026"],
        [None, None],
        [
            "PRENOM *",
            "Nom de famille",
            "N° de téléphone",
            "Adresse  e-mail",
            "Promo",
            "Z",
        ],
        ["Ali", "Haddad", "06", "a@b.fr", "P1", ""],
    ]
    assert list(_keys(rows).values()) == [
        "first_name",
        "last_name",
        "phone",
        "email",
        "cohort",
    ]


def test_two_lines_of_headings_are_read_together() -> None:
    rows = [
        ["Binômes 2026", None, None, None, None],
        ["Candidat", None, "Coach", None, "Début"],
        ["Prénom", "Nom", "Prénom", "Nom", None],
        ["Ali", "Haddad", "Jeanne", "Morel", "03/03/2026"],
    ]
    merged = [(0, 0, 0, 4), (1, 0, 1, 1), (1, 2, 1, 3)]
    assert list(_keys(rows, merged, ALL_LISTS["pairings"]).values()) == [
        "candidate_first_name",
        "candidate_last_name",
        "coach_first_name",
        "coach_last_name",
        "started_on",
    ]


def test_a_typing_error_and_a_nameless_column_are_guessed() -> None:
    rows = [
        ["Prénnom", "Nom", "Joindre"],
        ["Ali", "Haddad", "a@b.fr"],
        ["Bo", "Li", "c@d.fr"],
    ]
    assert list(_keys(rows).values()) == ["first_name", "last_name", "email"]


def test_what_is_merged_downwards_is_said_by_each_row() -> None:
    sheet = FileSheet(
        "",
        [["Prénom", "Zone"], ["Ali", "Lyon"], ["Bo", None], ["Prénom", "Zone"], [None]],
        [[1, 1, 2, 1]],
    )
    rows = data_rows(sheet, find_headings(sheet, CANDIDATES))
    assert rows == [(2, ["Ali", "Lyon"]), (3, ["Bo", "Lyon"])]


def test_merged_cells_of_a_real_workbook() -> None:
    table = [["Prénom", "Zone"], ["Ali", "Lyon"], ["Bo", None]]
    ods = spreadsheets.ods_of_content(
        spreadsheets.ODS_CONTENT
        % (
            '<table:table table:name="A"><table:table-row>'
            + spreadsheets.ods_cell("Prénom")
            + spreadsheets.ods_cell("Zone")
            + "</table:table-row><table:table-row>"
            + spreadsheets.ods_cell("Ali")
            + spreadsheets.ods_cell("Lyon", 'table:number-rows-spanned="2"')
            + "</table:table-row><table:table-row>"
            + spreadsheets.ods_cell("Bo")
            + "<table:covered-table-cell/></table:table-row></table:table>"
        )
    )
    for data in (spreadsheets.xlsx_file({"A": table}, ["B2:B3"]), ods):
        sheet = open_spreadsheet(data)[0]
        rows = data_rows(sheet, find_headings(sheet, CANDIDATES))
        assert rows[1] == (3, ["Bo", "Lyon"])


NOWHERE = Places({})


def _read(kind: ColumnKind, raw, **details):
    return read_cell(Column("x", "X", kind, **details), raw, NOWHERE)


@pytest.mark.parametrize(
    "written",
    [
        "3 mars 2026",
        "03/03/26",
        "2026-03-03",
        "03.03.2026",
        "3-3-2026",
        "mardi 3 mars 2026",
        "03/03/2026 00:00:00",
        "le 3 mars 2026",
        "46084",
        46084,
        ["day", "2026-03-03"],
        "2026/03/03",
        "3 Mars 26",
    ],
)
def test_a_day_as_people_write_it(written) -> None:
    assert _read(ColumnKind.DATE, written) == date(2026, 3, 3)


def test_the_first_of_august() -> None:
    assert _read(ColumnKind.DATE, "1er août 2025") == date(2025, 8, 1)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        (612345678, "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("06 12 34 56 78", "+33612345678"),
        ("+33 (0)6 12 34 56 78", "+33612345678"),
        ("33612345678", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("'+212 6 61 23 45 67", "+212661234567"),
    ],
)
def test_a_telephone_as_people_write_it(written, number: str) -> None:
    assert _read(ColumnKind.PHONE, written) == number


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (ColumnKind.POSTCODE, 1000, "01000"),
        (ColumnKind.POSTCODE, "75 011", "75011"),
        (ColumnKind.SIREN, "732 829 320", "732829320"),
        (ColumnKind.SIREN, "732 829 320 00074", "732829320"),
        (ColumnKind.SIREN, 732829320, "732829320"),
        (ColumnKind.NAME, "Mme  Zoé", "Zoé"),
        (ColumnKind.EMAIL, "Zoé <Zoe@Exemple.fr>", "zoe@exemple.fr"),
        (ColumnKind.EMAIL, "pas de mail", None),
        (ColumnKind.NUMBER, "35 h", Decimal(35)),
        (ColumnKind.NUMBER, "17,5", Decimal("17.5")),
        (ColumnKind.YES_NO, "X", True),
        (ColumnKind.WORDS, "a ; b", ["a", "b"]),
        (ColumnKind.TEXT, "\u202eabc\u200b", "abc"),
    ],
)
def test_a_cell_as_people_write_it(kind: ColumnKind, written, value) -> None:
    assert _read(kind, written) == value


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (ColumnKind.DATE, "31/02/2026"),
        (ColumnKind.DATE, "03/13/2026"),
        (ColumnKind.DATE, "mars 2026"),
        (ColumnKind.DATE, 12),
        (ColumnKind.DATE, "03/03/1026"),
        (ColumnKind.PHONE, "06 12"),
        (ColumnKind.PHONE, "06 12 34 56 78 / 07 12 34 56 78"),
        (ColumnKind.EMAIL, "a@b.fr ; c@d.fr"),
        (ColumnKind.EMAIL, "zoe.exemple.fr"),
        (ColumnKind.SIREN, "732829321"),
        (ColumnKind.POSTCODE, "ABC"),
        (ColumnKind.NUMBER, "beaucoup"),
        (ColumnKind.YES_NO, "peut-être"),
        (ColumnKind.TEXT, ["error", "#REF!"]),
        (ColumnKind.NAME, "1234"),
    ],
)
def test_what_cannot_be_read_says_how_to_write_it(kind: ColumnKind, written) -> None:
    with pytest.raises(CellUnreadable) as hint:
        _read(kind, written)
    assert str(hint.value).endswith((".", "…"))


@pytest.mark.parametrize(
    ("written", "heading", "name"),
    [
        ("DUPONT Jean", "", FullName("Jean", "DUPONT")),
        ("Jean DUPONT MARTIN", "", FullName("Jean", "DUPONT MARTIN")),
        ("Dupont, Jean", "", FullName("Jean", "Dupont")),
        ("Ben Salah Ali", "Nom et prénom", FullName("Ali", "Ben Salah")),
        ("Ali Ben Salah", "Prénom Nom", FullName("Ali", "Ben Salah")),
        ("M. Ali", "", FullName("Ali", "")),
    ],
)
def test_a_whole_name_is_cut_in_two(written: str, heading: str, name: FullName) -> None:
    assert split_full_name(written, heading) == name


def test_capitals_are_tidied_only_where_all_is_in_capitals() -> None:
    assert tidy_name("LE GOFF-ÉMILE") == "Le Goff-Émile"
    assert tidy_name("McDonald") == "McDonald"


def test_what_is_written_is_never_a_formula_and_comes_back() -> None:
    values = ["=1+1", "+33 6", "@x", "-2", "Zoé", date(2026, 3, 3), 12, True]
    written = csv_bytes(["A"] * len(values), [values]).decode("utf-8-sig")
    assert "'=1+1" in written
    assert ";=1+1" not in written
    book = xlsx_bytes([WorkbookSheet("A", ["h"] * len(values), [values])])
    with zipfile.ZipFile(BytesIO(book)) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")
    row = open_spreadsheet(book)[0].rows[1]
    assert row == [*values[:5], ["day", "2026-03-03"], 12, "oui"]
