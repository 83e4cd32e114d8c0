"""Forgetting what a file said about people, once it cannot be undone any more."""

from datetime import datetime

from django.db import transaction

from entremise.spreadsheets.enums import WORKING_STATES, ImportState
from entremise.spreadsheets.models import ImportedObject, ImportRow, ImportRun
from entremise.spreadsheets.queries import UNDO_PERIOD

from .imports import delete_file

# Their rows say nothing that the file of the association does not say.
NEVER_IMPORTED = (
    ImportState.COLUMNS,
    ImportState.CHECKED,
    ImportState.UNREADABLE,
    ImportState.READING,
    ImportState.DISCARDED,
)


def forget_old_imports(now: datetime) -> int:
    """A day after the last step: file, cells, names, what undoing needs. Returns how many."""
    old = ImportRun.objects.filter(purged_at=None, updated_at__lt=now - UNDO_PERIOD)
    forgotten = 0
    for run in old.exclude(state__in=set(WORKING_STATES) - set(NEVER_IMPORTED)):
        with transaction.atomic():
            _forget(run, now)
        forgotten += 1
    return forgotten


def _forget(run: ImportRun, now: datetime) -> None:
    delete_file(run)
    changes: dict[str, object] = {"purged_at": now, "leased_until": None}
    if run.state in NEVER_IMPORTED:
        run.rows.all().delete()
        changes["state"] = ImportState.DISCARDED
    else:
        ImportedObject.objects.filter(row__run=run).delete()
        ImportRow.objects.filter(run=run).update(cells=[], reasons=[], label="")
    ImportRun.objects.filter(pk=run.pk).update(**changes)
