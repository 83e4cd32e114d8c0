"""``entremise bench imports``: a list of candidates, from the file to the people and back.

In a temporary database: read, matched, checked row by row, imported, given a second time, undone.
"""

import random
import time
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from benches.load import throwaway_server
from entremise.candidates.models import Candidate
from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.models import StaffRole, User, Zone
from entremise.spreadsheets.actions import imports, working
from entremise.spreadsheets.files.writing import WorkbookSheet, xlsx_bytes
from entremise.spreadsheets.models import ImportRun
from entremise.spreadsheets.queries import preview_key

HELP = "a list of candidates: read, checked, imported, given again, undone"
HEADINGS = (
    "NOM",
    "Prénom",
    "Tél. portable",
    "Mail",
    "Date d'entrée",
    "Statut",
    "Prescripteur",
    "Remarques",
    "Atouts",
)
FIRST_NAMES = ("Ali", "Mariam", "Oumar", "Rahel", "Zoé", "Jean", "Inès", "Bo", "Nadia")
DAYS = ("3 mars 2026", "03/03/26", "2026-03-03", "03.03.2026")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--rows", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)


def run(command: BaseCommand, *, rows: int, seed: int, **options: object) -> None:
    if not throwaway_server.is_in_throwaway_environment():
        raise SystemExit(throwaway_server.rerun_in_throwaway_environment())
    throwaway_server.prepare_database()
    zone = Zone.objects.create(slug="lyon", name="Lyon", departements=["69"])
    boss = User.objects.create_user(first_name="Zoé", email="zoe@exemple.test")
    StaffRole.objects.create(user=boss, role=Role.ADMINISTRATOR)
    table = list_of_candidates(rows, seed)
    data = xlsx_bytes([WorkbookSheet("Suivi", HEADINGS, table)])
    write = command.stdout.write
    write(f"{rows} rows, {len(data) // 1024} kB of XLSX, {connection.vendor}")
    first = _import(data, zone, boss, write)
    write(f"{'people':32s}{Candidate.objects.count():>9d}")
    _import(data, zone, boss, write, again=" again")
    imports.undo_import(first, by=boss)
    _timed(write, "undone", lambda: working.advance_import(first))
    write(f"{'people':32s}{Candidate.objects.count():>9d}")


def list_of_candidates(rows: int, seed: int) -> list[list[Any]]:
    """Rows as people write them: one in fifty cannot be read."""
    chance = random.Random(seed)
    return [
        [
            f"NOM{number}",
            chance.choice(FIRST_NAMES),
            "06 12" if number % 50 == 49 else 600_000_000 + number * 17,
            f"personne{number}@exemple.test" if number % 3 else "",
            chance.choice(DAYS),
            chance.choice(("En cours", "orientée", "sortie", "")),
            f"Structure {chance.randrange(40)}",
            "Cherche un logement, parle arabe et un peu français." * (number % 2),
            "ponctuel ; patient" if number % 4 == 0 else "",
        ]
        for number in range(rows)
    ]


def _import(
    data: bytes, zone: Zone, boss: User, write: Callable[[str], Any], again: str = ""
) -> ImportRun:
    run = imports.start_import(
        "candidates", file_name="liste.xlsx", data=data, zone=zone, by=boss
    )
    _timed(write, f"read{again}", lambda: working.advance_import(run))
    run.refresh_from_db()
    columns = {int(position): key for position, key in run.columns.items()}
    imports.choose_columns(run, columns=columns, by=boss)
    _timed(write, f"checked{again}", lambda: working.advance_import(run))
    run.refresh_from_db()
    imports.confirm_import(run, preview=preview_key(run), by=boss)
    _timed(write, f"imported{again}", lambda: working.advance_import(run))
    run.refresh_from_db()
    write(f"{'':4s}{run.counts}")
    return run


def _timed(write: Callable[[str], Any], what: str, step: Callable[[], object]) -> None:
    began, computing = time.perf_counter(), time.process_time()
    step()
    write(
        f"{what:32s}{time.perf_counter() - began:>9.1f} s"
        f"{time.process_time() - computing:>9.1f} s of one core"
    )
