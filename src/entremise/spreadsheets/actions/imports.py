"""What a person decides about an import: begin, match columns, confirm, discard, undo.

The worker does the rest (actions.working).
"""

from collections.abc import Mapping
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.accounts.rules import is_administrator, is_team_in
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.kit.text import clean_line, gettext as _
from entremise.spreadsheets.columns import fold_heading
from entremise.spreadsheets.enums import (
    IMPORT_MOVES,
    IMPORTED_STATES,
    ImportState,
)
from entremise.spreadsheets.files.opening import MAX_FILE_BYTES, SpreadsheetRefused
from entremise.spreadsheets.lists.all_lists import ALL_LISTS
from entremise.spreadsheets.models import ImportRun, RememberedColumn
from entremise.spreadsheets.queries import (
    declared_list_of,
    preview_key,
    undoable_until,
)


@transaction.atomic
def start_import(
    list_key: str, *, file_name: str, data: bytes, zone: Zone, by: User
) -> ImportRun:
    """Keep the file; the worker reads it. ``zone``: that of the rows that say none."""
    if not is_team_in(by, zone):
        raise NotAllowed(_("Vous n’importez que dans vos zones."))
    if list_key not in ALL_LISTS:
        raise DomainError(_("Cette liste n’existe pas."))
    if not data:
        raise SpreadsheetRefused(_("Ce fichier est vide."))
    if len(data) > MAX_FILE_BYTES:
        raise SpreadsheetRefused(
            _("Ce fichier est trop lourd. Choisissez-en un de 8 Mo au plus.")
        )
    run = ImportRun(
        list_key=list_key,
        by=by,
        zone=zone,
        file_name=clean_line(file_name)[-120:],
        language=get_language() or "fr",
    )
    run.file.save(f"{run.code}.bin", ContentFile(data), save=False)
    run.save()
    return run


def _check_may_decide(run: ImportRun, by: User) -> None:
    if run.by_id != by.pk and not is_administrator(by):
        raise NotAllowed(_("Cet import est à quelqu’un d’autre."))
    if not all(
        is_team_in(by, zone)
        for zone in (run.zone_id, *run.zones.values_list("pk", flat=True))
    ):
        raise NotAllowed(_("Vous n’importez que dans vos zones."))


def _move(run: ImportRun, to: ImportState, **changes: Any) -> None:
    ImportRun.objects.move(
        run, to=to, moves=IMPORT_MOVES, updated_at=timezone.now(), **changes
    )


@transaction.atomic
def choose_sheet(run: ImportRun, *, sheet: str, by: User) -> ImportRun:
    """Read another sheet of the same file."""
    _check_may_decide(run, by)
    if sheet not in run.sheets:
        raise DomainError(_("Cette feuille n’est pas dans le fichier."))
    _move(run, ImportState.READING, sheet=sheet, columns={}, rows_done=0)
    return run


@transaction.atomic
def choose_columns(
    run: ImportRun,
    *,
    columns: Mapping[int, str],
    tidies_names: bool = False,
    defaults: Mapping[str, str] | None = None,
    by: User,
) -> ImportRun:
    """Say what each column of the file is; what is not said is not read.

    Kept by heading for the next file. ``defaults``: what rows that say none get, by key of the
    column, among those the list declares. The worker then checks the rows.
    """
    _check_may_decide(run, by)
    declared = declared_list_of(run)
    known = {column.key: column for column in declared.columns}
    if set(columns.values()) - set(known) or set(columns) - set(
        range(len(run.headings))
    ):
        raise DomainError(_("Une de ces colonnes n’existe pas."))
    if len(set(columns.values())) < len(columns):
        twice = next(k for k in columns.values() if list(columns.values()).count(k) > 1)
        raise DomainError(
            _("« %(column)s » est choisi deux fois. Gardez une seule colonne.")
            % {"column": known[twice].label}
        )
    if not columns:
        raise DomainError(_("Choisissez au moins une colonne."))
    offered = {column.key: column.defaults for column in declared.columns_with_defaults}
    for key, value in (defaults or {}).items():
        if value not in offered.get(key, ()):
            raise DomainError(_("Une de ces colonnes n’existe pas."))
    chosen = {
        fold_heading(heading)[:120]: columns.get(position, "")
        for position, heading in enumerate(run.headings)
    }
    # In one order for everybody: two files with the same headings never wait for each other.
    for heading in sorted(filter(None, chosen)):
        RememberedColumn.objects.update_or_create(
            list_key=run.list_key,
            heading=heading,
            defaults={"column": chosen[heading]},
        )
    _move(
        run,
        ImportState.CHECKING,
        columns={str(position): key for position, key in columns.items()},
        tidies_names=tidies_names,
        defaults={key: value for key, value in (defaults or {}).items() if value},
        notes=[],
        rows_done=0,
        leased_until=None,
    )
    return run


@transaction.atomic
def reopen_columns(run: ImportRun, *, by: User) -> ImportRun:
    """Go back from the preview to the columns."""
    _check_may_decide(run, by)
    _move(run, ImportState.COLUMNS)
    return run


@transaction.atomic
def check_again(run: ImportRun, *, by: User) -> ImportRun:
    """Check the rows again, with the same columns: something they name is there now."""
    _check_may_decide(run, by)
    _move(run, ImportState.CHECKING, rows_done=0, notes=[], leased_until=None)
    return run


@transaction.atomic
def confirm_import(run: ImportRun, *, preview: str, by: User) -> ImportRun:
    """Let the worker import what the preview showed.

    ``preview``: the ``preview_key`` of the preview that was read. MoveRefused when the file was
    checked in another way since: in another tab, with other columns.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    _check_may_decide(run, by)
    if run.state == ImportState.CHECKED and preview != preview_key(run):
        raise MoveRefused(
            _(
                "Les colonnes ont changé depuis cet aperçu. Voici le nouveau : relisez-le avant "
                "d’importer."
            )
        )
    _move(
        run,
        ImportState.RUNNING,
        confirmed_at=timezone.now(),
        rows_done=0,
        leased_until=None,
    )
    record_in_journal(
        "spreadsheets.confirmed",
        by=by,
        about=(run,),
        list=run.list_key,
        rows=run.rows_total,
    )
    return run


@transaction.atomic
def discard_import(run: ImportRun, *, by: User) -> None:
    """Forget a file before anything of it is imported."""
    _check_may_decide(run, by)
    _move(run, ImportState.DISCARDED, purged_at=timezone.now())
    run.rows.all().delete()
    delete_file(run)


def delete_file(run: ImportRun) -> None:
    """Delete the file once the transaction is over."""
    if run.file:
        stored, name = run.file.storage, str(run.file.name)
        ImportRun.objects.filter(pk=run.pk).update(file="")
        run.file = ""
        transaction.on_commit(lambda: stored.delete(name))


@transaction.atomic
def undo_import(run: ImportRun, *, by: User) -> ImportRun:
    """Let the worker undo a finished import, within a day."""
    _check_may_decide(run, by)
    if run.state in IMPORTED_STATES and undoable_until(run) is None:
        raise MoveRefused(_("Plus d’un jour a passé : cet import ne se défait plus."))
    _move(run, ImportState.UNDOING, rows_done=0, leased_until=None)
    record_in_journal("spreadsheets.undo_asked", by=by, about=(run,), list=run.list_key)
    return run
