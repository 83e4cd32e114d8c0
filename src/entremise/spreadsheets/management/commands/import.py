"""``entremise import LIST FILE``: the same import as on screen, with the same report."""

import time
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.accounts.queries import zones_managed_by
from entremise.foundation.kit.errors import DomainError
from entremise.spreadsheets.actions import imports as actions, working
from entremise.spreadsheets.columns import fold_heading
from entremise.spreadsheets.enums import WORKING_STATES, ImportState, RowOutcome
from entremise.spreadsheets.files.writing import WorkbookSheet, csv_bytes, xlsx_bytes
from entremise.spreadsheets.lists.all_lists import ALL_LISTS
from entremise.spreadsheets.models import ImportRun
from entremise.spreadsheets.queries import (
    declared_list_of,
    outcome_counts,
    preview_key,
    reason_texts,
    refused_table,
    rows_of,
)

SECONDS_BETWEEN_LOOKS = 0.5


class Command(BaseCommand):
    help = "Imports a list from a CSV, XLSX or ODS file. Nothing is sent to anybody."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("list", choices=list(ALL_LISTS))
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--zone", help="name of the zone of the rows that say none", default=""
        )
        parser.add_argument(
            "--by",
            help="e-mail of who imports; otherwise the only administrator",
            default="",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="say what would happen, import nothing",
        )
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEADING=COLUMN",
            help="what a column is (empty: left out); several times",
        )
        parser.add_argument("--sheet", default="", help="name of the sheet to read")
        parser.add_argument(
            "--tidy-names", action="store_true", help="DUPONT becomes Dupont"
        )
        parser.add_argument(
            "--default",
            action="append",
            default=[],
            metavar="COLUMN=VALUE",
            help="what the rows that say none get: state=active; several times",
        )
        parser.add_argument(
            "--refused", type=Path, help="write the refused rows there (.csv or .xlsx)"
        )
        parser.add_argument(
            "--language", default="fr", help="of the report: fr, en, ar"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"]):
            try:
                self._import(**options)
            except DomainError as error:
                raise CommandError(str(error)) from error

    def _import(
        self,
        *,
        file: Path,
        by: str,
        zone: str,
        sheet: str,
        dry_run: bool,
        **options: Any,
    ) -> None:
        who = _person(by)
        run = actions.start_import(
            options["list"],
            file_name=file.name,
            data=file.read_bytes(),
            zone=_zone(zone, who),
            by=who,
        )
        self._wait(run)
        if sheet and sheet != run.sheet:
            actions.choose_sheet(run, sheet=sheet, by=who)
            self._wait(run)
        columns = _columns(run, options["map"])
        self._say_columns(run, columns)
        actions.choose_columns(
            run,
            columns=columns,
            tidies_names=options["tidy_names"],
            defaults=dict(said.partition("=")[::2] for said in options["default"]),
            by=who,
        )
        self._wait(run)
        if not dry_run:
            actions.confirm_import(run, preview=preview_key(run), by=who)
            self._wait(run)
        self._report(run, options["refused"])
        if dry_run:
            actions.discard_import(run, by=who)
            self.stdout.write("Nothing was imported (--dry-run).")

    def _wait(self, run: ImportRun) -> None:
        """Do the worker's part, or let the worker that has it do it."""
        run.refresh_from_db()
        while run.state in WORKING_STATES:
            if not working.advance_import(run):
                time.sleep(SECONDS_BETWEEN_LOOKS)
            run.refresh_from_db()
        if run.state == ImportState.UNREADABLE:
            raise CommandError(run.error)

    def _say_columns(self, run: ImportRun, columns: dict[int, str]) -> None:
        declared = declared_list_of(run)
        for position, heading in enumerate(run.headings):
            key = columns.get(position, "")
            meant = f"{key} ({declared.column(key).label})" if key else "–"
            self.stdout.write(f"  {heading or position + 1} → {meant}")

    def _report(self, run: ImportRun, refused: Path | None) -> None:
        for row in rows_of(run).exclude(outcome=RowOutcome.NEW):
            self.stdout.write(
                f"{row.number}: {row.get_outcome_display()} {row.label}"
                f" {' '.join(reason_texts(row))}".rstrip()
            )
        for note in run.notes:
            self.stdout.write(note["text"])
        counts = outcome_counts(run)
        self.stdout.write(
            ", ".join(f"{outcome.label}: {counts[outcome]}" for outcome in RowOutcome)
        )
        if refused is not None and counts[RowOutcome.REFUSED]:
            headings, rows = refused_table(run)
            if refused.suffix == ".xlsx":
                content = xlsx_bytes([WorkbookSheet(run.sheet or "1", headings, rows)])
            else:
                content = csv_bytes(headings, rows)
            refused.write_bytes(content)
            self.stdout.write(f"Refused rows: {refused}")


def _person(email: str) -> User:
    if email:
        user = User.objects.filter(email=email.lower(), is_active=True).first()
        if user is None:
            raise CommandError(f"Nobody has the address {email}.")
        return user
    found = list(
        User.objects.filter(staff_roles__role=Role.ADMINISTRATOR, is_active=True)[:2]
    )
    if len(found) != 1:
        raise CommandError("Say who imports: --by their e-mail.")
    return found[0]


def _zone(name: str, who: User) -> Zone:
    zones = list(zones_managed_by(who))
    names = ", ".join(zone.name for zone in zones)
    if not name and len(zones) == 1:
        return zones[0]
    wanted = fold_heading(name)
    for zone in zones:
        if wanted in (fold_heading(zone.name), fold_heading(zone.slug)):
            return zone
    raise CommandError(f"Say which zone: --zone one of: {names or '(none)'}.")


def _columns(run: ImportRun, said: Iterable[str]) -> dict[int, str]:
    columns = {int(position): key for position, key in run.columns.items()}
    positions = {fold_heading(heading): n for n, heading in enumerate(run.headings)}
    keys = {column.key for column in declared_list_of(run).columns}
    for one in said:
        heading, _equal, key = one.rpartition("=")
        position = positions.get(fold_heading(heading))
        if position is None:
            raise CommandError(f"No column is called {heading!r}.")
        if key and key not in keys:
            raise CommandError(f"{key!r} is none of: {', '.join(sorted(keys))}.")
        columns = {n: k for n, k in columns.items() if k != key and n != position}
        if key:
            columns[position] = key
    return columns
