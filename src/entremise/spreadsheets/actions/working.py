"""What the worker does of an import, a batch at a time: read, check, import, undo.

Each batch is one transaction with its progress: a worker killed anywhere is followed by another,
which goes on after the last batch that was stored, and does nothing twice.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import override

from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import clean_line, gettext as _
from entremise.foundation.search.actions.indexing import in_batches
from entremise.foundation.search.actions.scoped_index import batch_reindexing
from entremise.spreadsheets.enums import (
    IMPORT_MOVES,
    WORKING_STATES,
    ImportState,
    RowOutcome,
)
from entremise.spreadsheets.files.opening import SpreadsheetRefused, open_spreadsheet
from entremise.spreadsheets.models import ImportedObject, ImportRow, ImportRun
from entremise.spreadsheets.queries import (
    codes_by_digest,
    declared_list_of,
    outcome_counts,
    remembered_columns,
)
from entremise.spreadsheets.reading.cells import text_of
from entremise.spreadsheets.reading.headings import (
    data_rows,
    find_headings,
    guess_columns,
)
from entremise.spreadsheets.reading.rows import (
    RowReader,
    RowReason,
    RowRefused,
    row_digest,
)

from .importers.all_importers import importer_for
from .importers.base import Importer, RowResult, RowVerdict
from .imports import delete_file
from .missing import missing_notes
from .traces import save_rows, store_traces
from .undoing import undo_rows

log = logging.getLogger("entremise.imports")

LEASE = timedelta(seconds=60)
MAX_TRIES = 5  # of a step that does not go forward
ROWS_A_BATCH = 100
ROWS_A_CHECK = 500
# Those that say who a row is about.
NAMING_COLUMNS = (
    "first_name",
    "last_name",
    "full_name",
    "name",
    "candidate_first_name",
    "candidate_last_name",
    "candidate",
)


class LeaseLost(Exception):
    """Another worker has this import now."""


def advance_imports() -> bool:
    """Take one import that waits for the worker as far as it goes; False when none does."""
    for pk in list(_waiting().order_by("updated_at").values_list("pk", flat=True)):
        if _claim_and_work(pk):
            return True
    return False


def advance_import(run: ImportRun) -> bool:
    """The same of this import; False when a worker has it."""
    return _claim_and_work(run.pk)


def _waiting() -> QuerySet[ImportRun]:
    free = Q(leased_until=None) | Q(leased_until__lt=timezone.now())
    return ImportRun.objects.filter(free, state__in=WORKING_STATES)


def _claim_and_work(pk: int) -> bool:
    until = timezone.now() + LEASE
    waiting = _waiting().filter(pk=pk)
    if not waiting.update(leased_until=until, tries=F("tries") + 1):
        return False
    run = ImportRun.objects.select_related("by", "zone").get(pk=pk)
    if run.tries > MAX_TRIES:
        _give_up(run)
    else:
        work_on(run)
    return True


def work_on(run: ImportRun) -> None:
    """The step under way of an import whose lease is ours."""
    steps = {
        ImportState.READING: _read_file,
        ImportState.CHECKING: _check_rows,
        ImportState.RUNNING: _import_rows,
        ImportState.UNDOING: _undo_rows,
    }
    try:
        with override(run.language):
            steps[ImportState(run.state)](run)
    except DomainError as error:
        _stop(run, str(error))
    except LeaseLost:
        log.info("import %s was taken over", run.code)


def _give_up(run: ImportRun) -> None:
    """The step failed, or killed its worker, each time: somebody must know."""
    log.error("import %s is stopped after %d tries", run.code, MAX_TRIES)
    with override(run.language):
        if run.state == ImportState.READING:
            why = _(
                "Plusieurs essais n’ont pas suffi à lire ce fichier. L’erreur est notée pour "
                "nous. Enregistrez-le en CSV, puis apportez-le à nouveau."
            )
        else:
            why = _(
                "Plusieurs essais n’ont pas suffi à finir cette étape. L’erreur est notée pour "
                "nous."
            )
    _stop(run, why)


def _stop(run: ImportRun, why: str) -> None:
    """End a step that cannot be finished; what it has done stays, and can be undone."""
    is_read = run.state != ImportState.READING
    with transaction.atomic():
        _finish(
            run,
            ImportState.STOPPED if is_read else ImportState.UNREADABLE,
            error=why,
            counts=outcome_counts(run) if is_read else {},
            finished_at=timezone.now() if run.confirmed_at else None,
        )
        delete_file(run)


def _hold(run: ImportRun, **changes: Any) -> None:
    """Store progress and renew the lease. LeaseLost when another worker took it."""
    until = timezone.now() + LEASE
    if changes.get("rows_done", 0) > run.rows_done:
        changes["tries"] = 0
    held = ImportRun.objects.filter(pk=run.pk, leased_until=run.leased_until)
    if not held.update(leased_until=until, updated_at=timezone.now(), **changes):
        raise LeaseLost
    run.leased_until = until
    for name, value in changes.items():
        setattr(run, name, value)


def _finish(run: ImportRun, to: ImportState, **changes: Any) -> None:
    """End the step; the next one waits for a person."""
    _hold(run)
    ImportRun.objects.move(
        run,
        to=to,
        moves=IMPORT_MOVES,
        leased_until=None,
        tries=0,
        updated_at=timezone.now(),
        **changes,
    )


def _read_file(run: ImportRun) -> None:
    """Read the file; nothing is locked meanwhile."""
    declared = declared_list_of(run)
    with run.file.open() as stored:
        data = stored.read()
    try:
        sheets = open_spreadsheet(data)
    except SpreadsheetRefused as refused:
        with transaction.atomic():
            _finish(run, ImportState.UNREADABLE, error=str(refused))
            delete_file(run)
        return
    found = {sheet.name: find_headings(sheet, declared) for sheet in sheets}
    remembered = remembered_columns(run.list_key)
    guesses = {
        sheet.name: guess_columns(
            found[sheet.name].texts,
            declared,
            [cells for _number, cells in data_rows(sheet, found[sheet.name])[:200]],
            remembered,
        )
        for sheet in sheets
    }
    by_name = {sheet.name: sheet for sheet in sheets}
    chosen = run.sheet if run.sheet in by_name else ""
    name = chosen or max(by_name, key=lambda sheet: len(guesses[sheet]))
    rows = data_rows(by_name[name], found[name])
    with transaction.atomic():
        run.rows.all().delete()
        ImportRow.objects.bulk_create(
            [ImportRow(run=run, number=number, cells=cells) for number, cells in rows],
            batch_size=1000,
        )
        _finish(
            run,
            ImportState.COLUMNS,
            sheets=list(by_name),
            sheet=name[:120],
            headings=found[name].texts,
            columns={str(position): key for position, key in guesses[name].items()},
            rows_total=len(rows),
            rows_done=0,
        )


def reader_of(run: ImportRun, importer: Importer) -> RowReader:
    return RowReader(
        importer.declared,
        {int(position): key for position, key in run.columns.items()},
        run.headings,
        importer.places,
        run.zone,
        run.tidies_names,
    )


class RowJudge:
    """What each row does, in the order of the file; a row that says the same twice counts once."""

    def __init__(self, run: ImportRun, importer: Importer) -> None:
        self.run, self.importer = run, importer
        self.reader = reader_of(run, importer)
        self.zones: set[int | None] = set()  # of the rows judged so far
        # what a worker that was killed had done already
        done = run.rows.exclude(done_at=None).exclude(digest="").order_by("-number")
        self.rows_by_digest = {row.digest: row for row in done.defer("cells")}

    def verdicts(self, rows: list[ImportRow]) -> Iterator[tuple[ImportRow, RowVerdict]]:
        """The verdict of each row; its digest is written on the row, which is not saved."""
        values: dict[int, dict[str, Any]] = {}
        refused: dict[int, RowRefused] = {}
        for row in rows:
            try:
                values[row.pk] = self.reader.values(row.cells)
                row.digest = row_digest(self.run.list_key, values[row.pk])
            except RowRefused as error:
                refused[row.pk] = error
        before = codes_by_digest(self.run.list_key, (row.digest for row in rows))
        alive = self.importer.existing_codes(before.values()) if before else set()
        before = {digest: code for digest, code in before.items() if code in alive}
        for row in rows:
            row.label = self._raw_label(row)
            if row.pk in refused:
                self.zones.add(getattr(refused[row.pk].zone, "pk", None))
                yield row, _refusal(row, refused[row.pk])
            else:
                self.zones.add(self.importer.zone_of(values[row.pk]))
                yield row, self._verdict(row, values[row.pk], before)

    def _verdict(
        self, row: ImportRow, values: dict[str, Any], before: dict[str, str]
    ) -> RowVerdict:
        above = self.rows_by_digest.setdefault(row.digest, row)
        if above is not row:
            reason = _("Même ligne que la ligne %(row)d.") % {"row": above.number}
            return self._same(values, reason)
        if row.digest in before:
            row.target_code = before[row.digest]
            return self._same(values, _("Cette ligne a déjà été importée."))
        try:
            return self.importer.verdict(values, row.number)
        except RowRefused as error:
            return _refusal(row, error)

    def _raw_label(self, row: ImportRow) -> str:
        """Who a row seems to be about, even when it cannot be read."""
        named = (
            row.cells[position]
            for position, key in self.reader.columns.items()
            if key in NAMING_COLUMNS and position < len(row.cells)
        )
        return clean_line(" ".join(text_of(cell) for cell in named))[:170]

    def _same(self, values: dict[str, Any], reason: str) -> RowVerdict:
        label = self.importer.label(values)
        return RowVerdict(RowOutcome.SAME, label, [RowReason(reason)])


def _refusal(row: ImportRow, refused: RowRefused) -> RowVerdict:
    return RowVerdict(RowOutcome.REFUSED, row.label, refused.reasons)


def _write_verdict(row: ImportRow, verdict: RowVerdict) -> None:
    row.outcome = verdict.outcome
    row.reasons = [reason.dump() for reason in verdict.reasons]
    row.label = verdict.label[:170]


def _check_rows(run: ImportRun) -> None:
    """Decide what each row would do. Only the rows of the import are written."""
    importer = importer_for(run.list_key, _author(run), run.defaults)
    judge = RowJudge(run, importer)
    done = 0
    for rows in in_batches(run.rows.all().order_by("number"), ROWS_A_CHECK):
        for row, verdict in judge.verdicts(rows):
            _write_verdict(row, verdict)
        with transaction.atomic():
            save_rows(rows, ["outcome", "reasons", "label", "digest"])
            done += len(rows)
            # what another worker had checked already is no progress
            _hold(run, rows_done=max(done, run.rows_done))
    with transaction.atomic():
        notes = [
            *missing_notes(run),
            *importer.warnings(are_stored=False),
            *importer.notes(),
        ]
        run.zones.set([zone for zone in judge.zones if zone is not None])
        _finish(
            run,
            ImportState.CHECKED,
            counts=outcome_counts(run),
            notes=[note.dump() for note in notes],
        )


def _author(run: ImportRun) -> User:
    if run.by is None:
        raise DomainError(_("Qui a commencé cet import n’a plus de compte."))
    return run.by


def _import_rows(run: ImportRun) -> None:
    """Import the rows that are left, a batch in each transaction."""
    importer = importer_for(run.list_key, _author(run), run.defaults)
    judge = RowJudge(run, importer)
    left = run.rows.filter(done_at=None).exclude(outcome=RowOutcome.REFUSED)
    done = run.rows_total - left.count()
    for rows in in_batches(list(left.order_by("number")), ROWS_A_BATCH):
        with transaction.atomic(), batch_reindexing():
            _import_batch(importer, judge, rows)
            done += len(rows)
            _hold(run, rows_done=done)
    with transaction.atomic():
        counts = outcome_counts(run)
        # what was said of who arrives was said of the whole file, whichever worker goes on
        arrivals = [note for note in run.notes if note["kind"] == "said"]
        notes = [*missing_notes(run), *importer.warnings(are_stored=True)]
        _finish(
            run,
            ImportState.DONE,
            counts=counts,
            notes=[*(note.dump() for note in notes), *arrivals],
            finished_at=timezone.now(),
            rows_done=run.rows_total,
        )
        delete_file(run)
        record_in_journal(
            "spreadsheets.imported",
            by=run.by,
            about=(run,),
            list=run.list_key,
            **counts,
        )


def _import_batch(importer: Importer, judge: RowJudge, rows: list[ImportRow]) -> None:
    now = timezone.now()
    results: list[tuple[ImportRow, RowResult]] = []
    for row, verdict in judge.verdicts(rows):
        applied, result = _applied(importer, verdict)
        _write_verdict(row, applied)
        row.done_at = now
        if result is not None:
            row.target_code = result.code or row.target_code
            results.append((row, result))
        if row.outcome != RowOutcome.REFUSED:
            row.cells = []
    store_traces(results)
    save_rows(
        rows,
        ["outcome", "reasons", "label", "digest", "target_code", "done_at", "cells"],
    )


def _applied(
    importer: Importer, verdict: RowVerdict
) -> tuple[RowVerdict, RowResult | None]:
    """Do one row; what it may not do after all refuses this row alone."""
    if verdict.outcome not in (RowOutcome.NEW, RowOutcome.COMPLETED):
        code = getattr(verdict.known, "code", "")
        return verdict, RowResult(code)
    try:
        with transaction.atomic():
            return verdict, importer.apply(verdict)
    except DomainError as error:
        importer.forget_last_row()
        reason = RowReason(str(error))
    except Exception:
        if connection.needs_rollback:
            raise
        importer.forget_last_row()
        log.exception("a row could not be imported")
        reason = RowReason(
            _("Cette ligne n’a pas pu être importée. L’erreur est notée pour nous.")
        )
    return RowVerdict(RowOutcome.REFUSED, verdict.label, [reason]), None


def _undo_rows(run: ImportRun) -> None:
    """Undo the rows that are left, the last ones first."""
    importer = importer_for(run.list_key, _author(run))
    traced = ImportedObject.objects.filter(row__run=run).values("row")
    left = run.rows.filter(undone="", pk__in=traced)
    rows = list(left.order_by("-number"))
    total, done = len(rows), 0
    for batch in in_batches(rows, ROWS_A_BATCH):
        with transaction.atomic(), batch_reindexing():
            undo_rows(run, batch, importer)
            done += len(batch)
            reached = run.rows_total * done // max(total, 1)
            _hold(run, rows_done=max(reached, run.rows_done))
    with transaction.atomic():
        _finish(
            run,
            ImportState.UNDONE,
            undone_at=timezone.now(),
            rows_done=run.rows_total,
        )
        record_in_journal(
            "spreadsheets.undone", by=run.by, about=(run,), list=run.list_key
        )
