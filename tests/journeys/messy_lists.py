"""Three lists as an association keeps them, and what its team does to bring them in.

Encodings, merged cells, lines above the headings, two lines of headings, dates of a spreadsheet,
the same person twice, mistakes.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Download, expect

from tests.factories import spreadsheets
from tests.journeys.cast import Somebody

IN_TIME = 60_000  # milliseconds: the worker does other things too


@dataclass(frozen=True)
class MessyList:
    key: str  # in the address of the page
    name: str  # of the file
    data: bytes
    new: int
    refused: Sequence[str]  # what the page says of the rows that it refuses


def messy_lists(today: date) -> list[MessyList]:
    """Candidates, companies, then the hires of the past year between them."""
    hired = today - timedelta(days=60)
    return [
        MessyList(
            "candidates",
            "suivi des personnes.xlsx",
            spreadsheets.xlsx_file(
                {
                    "Suivi": [
                        ["Suivi des personnes, mise à jour du 12/11"],
                        [None, None, "Coordonnées", None, None],
                        ["NOM", "Prénom", "Portable", "Mail", "Entrée"],
                        ["DIALLO", "Mariam", 612345678, None, hired],
                        ["Diallo", "mariam", "06 12 34 56 78", None, None],
                        [
                            "Traoré",
                            "Issa",
                            "07.98.76.54.32",
                            "issa@exemple.test",
                            45000,
                        ],
                        ["Petit", "Zoé", "06 98", None, "31/02/2026"],
                    ],
                    "Notes": [["à relire"]],
                },
                ["A1:E1", "C2:D2"],
            ),
            2,
            ["Ce numéro n’est pas complet", "Ce jour n’existe pas"],
        ),
        MessyList(
            "companies",
            "entreprises.csv",
            spreadsheets.csv_file(
                [
                    ["Raison sociale", "N° SIREN", "Ville", "Contact", "Courriel"],
                    ["Épicerie du Canal", "552 100 554", "Paris", "Léa Noël", ""],
                    ["EPICERIE DU CANAL", "552100554", "Paris", "", ""],
                    ["L’Atelier « Œuvrer »", "55210055", "Paris", "", ""],
                ],
                encoding="cp1252",
            ),
            1,
            ["SIREN"],
        ),
        MessyList(
            "hires",
            "embauches.csv",
            b"\xef\xbb\xbf"
            + spreadsheets.csv_file(
                [
                    ["Nom Prénom", "Employeur", "Poste", "Contrat", "Début"],
                    [
                        "DIALLO Mariam",
                        "Épicerie du Canal",
                        "caissière",
                        "CDI",
                        f"{hired:%d/%m/%Y}",
                    ],
                    [
                        "Nobody Inconnu",
                        "Épicerie du Canal",
                        "vendeur",
                        "CDD",
                        "01/03/2026",
                    ],
                ],
                delimiter=",",
            ),
            1,
            ["Nobody"],
        ),
    ]


class Importer:
    """Somebody of the team in front of the pages of imports."""

    def __init__(self, team: Somebody, folder: Path) -> None:
        self.team, self.page, self.folder = team, team.page, folder

    def brings(self, key: str, name: str, data: bytes) -> "Importer":
        """Give a file, agree to the columns that were guessed: the rows are then checked."""
        file = self.folder / name
        file.write_bytes(data)
        self.team.go(f"/equipe/importer/liste/{key}/")
        self.page.get_by_label("Votre fichier").set_input_files(file)
        self.team.press("Lire ce fichier")
        check = self.page.get_by_role("button", name="Vérifier les lignes")
        expect(check).to_be_visible(timeout=IN_TIME)
        check.click()
        expect(self.page.get_by_text("Rien n’est encore écrit")).to_be_visible(
            timeout=IN_TIME
        )
        return self

    def imports(self, rows: int) -> "Importer":
        end = "s" if rows > 1 else ""
        self.team.press(f"Importer {rows} ligne{end}")
        expect(self.page.get_by_text("L’import est fini")).to_be_visible(
            timeout=IN_TIME
        )
        return self

    def has_nothing_to_import(self) -> "Importer":
        expect(self.page.get_by_role("button", name="Importer")).to_have_count(0)
        return self

    def refused_rows(self) -> list[list[str]]:
        """The file of the rows that were refused, as it is downloaded."""
        with self.page.expect_download() as asked:
            self.team.follow("Lignes refusées, CSV")
        got: Download = asked.value
        text = Path(got.path()).read_text(encoding="utf-8-sig")
        return list(csv.reader(io.StringIO(text), delimiter=";"))

    def undoes(self) -> "Importer":
        self.team.follow("Défaire cet import").press("Défaire cet import")
        expect(self.page.get_by_text("L’import est défait")).to_be_visible(
            timeout=IN_TIME
        )
        return self


def corrected(rows: list[list[str]], **values: Any) -> bytes:
    """The refused rows with these values, by heading, in every row."""
    headings, *others = rows
    for row in others:
        for heading, value in values.items():
            row[headings.index(heading)] = value
    return spreadsheets.csv_file([headings, *others])
