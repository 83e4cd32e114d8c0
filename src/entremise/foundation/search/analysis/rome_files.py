"""The publisher's own files of the ROME nomenclature: recognised by their columns, whatever
their name.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from entremise.foundation.search.enums import MobilityKind

# Columns of each table; older editions say « long », newer ones « libelle ».
NAME_COLUMNS = (
    "libelle_appellation_long",
    "libelle_appellation_court",
    "libelle_appellation",
    "libelle",
)
CODE_LABEL_COLUMNS = ("libelle_rome", "libelle_code_rome")
MOBILITY_KINDS = {
    "proche": MobilityKind.NEAR,
    "evolution": MobilityKind.EVOLUTION,
    "évolution": MobilityKind.EVOLUTION,
}
MAX_LABEL_LENGTH = 160


class UnreadableRomeFiles(Exception):
    """None of the files is one we know."""


@dataclass
class RomeTables:
    # (code, words), in the order read
    labels: dict[tuple[str, str], None] = field(default_factory=dict)
    # (from, to)
    mobility: dict[tuple[str, str], MobilityKind] = field(default_factory=dict)
    # name of each file that was understood
    read: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def csv_files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.csv")) if path.is_dir() else [path]


def both_genders(label: str) -> list[str]:
    """« Abatteur / Abatteuse de carrière » → Abatteur de carrière, Abatteuse de carrière."""
    first, mark, second = label.partition(" / ")
    if not mark or "/" in second:
        return [label]
    return [" ".join([first, *second.split()[len(first.split()) :]]), second]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252")  # older editions
    lines = text.splitlines()
    mark = max(",;\t|", key=(lines[0] if lines else "").count)
    for row in csv.DictReader(lines, delimiter=mark):
        yield {
            (k or "").strip().lower(): (v or "").strip()
            for k, v in row.items()
            if isinstance(v, str)
        }


def read_rome_files(paths: Iterable[Path]) -> RomeTables:
    tables = RomeTables()
    for path in csv_files(paths):
        rows = list(_rows(path))
        columns = set(rows[0]) if rows else set()
        if {"code_rome", "code_rome_cible"} <= columns:
            _mobility(rows, tables)
        elif "code_rome" in columns and columns & set(
            NAME_COLUMNS + CODE_LABEL_COLUMNS
        ):
            _labels(rows, tables)
        else:
            tables.skipped.append(path.name)
            continue
        tables.read.append(path.name)
    if not tables.read:
        raise UnreadableRomeFiles
    return tables


def _labels(rows: list[dict[str, str]], tables: RomeTables) -> None:
    for row in rows:
        code = row["code_rome"].upper()
        for column in NAME_COLUMNS + CODE_LABEL_COLUMNS:
            if code and row.get(column):
                tables.labels |= {
                    (code, words[:MAX_LABEL_LENGTH]): None
                    for words in both_genders(row[column])
                }


def _mobility(rows: list[dict[str, str]], tables: RomeTables) -> None:
    """Between occupations.

    What the publisher says of single titles counts for their occupations. Near wins.
    """
    for row in rows:
        pair = row["code_rome"].upper(), row["code_rome_cible"].upper()
        kind = MOBILITY_KINDS.get(row.get("libelle_type_mobilite", "").lower())
        kind = kind or {"1": MobilityKind.NEAR, "2": MobilityKind.EVOLUTION}.get(
            row.get("code_type_mobilite", "")
        )
        if (
            kind
            and all(pair)
            and pair[0] != pair[1]
            and tables.mobility.get(pair) != MobilityKind.NEAR
        ):
            tables.mobility[pair] = kind
