"""Undoing rows: what they made is removed, unless somebody has changed or used it since."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import resolve_tasks_about
from entremise.spreadsheets.enums import UndoneRow
from entremise.spreadsheets.models import ImportedObject, ImportRow, ImportRun
from entremise.spreadsheets.reading.rows import RowReason

from .importers.base import Importer
from .traces import fingerprint, model_of, save_rows, stored_value, things_of

Place = tuple[str, int]  # model, primary key
# Made by a row for several: removed when nobody is left, whatever becomes of the row.
SHARED = ("candidates.referrerorganization", "candidates.referrer")


def undo_rows(run: ImportRun, rows: list[ImportRow], importer: Importer) -> None:
    """Undo these rows, the last of the file first, in the caller's transaction."""
    traces = list(
        ImportedObject.objects.filter(row__in=rows).order_by("-row__number", "-pk")
    )
    made = [trace for trace in traces if trace.fingerprint]
    things = _things(trace for trace in traces)
    why = _reasons_to_keep(run, made, things)
    by_row: dict[int, list[ImportedObject]] = defaultdict(list)
    for trace in traces:
        by_row[trace.row_id].append(trace)
    removed: list[ImportedObject] = []
    for row in rows:
        kept = [
            why[_place(trace)]
            for trace in by_row[row.pk]
            if _place(trace) in why and trace.model not in SHARED
        ]
        kept += _take_back(by_row[row.pk], things)
        row.undone = UndoneRow.KEPT if kept else UndoneRow.REMOVED
        if kept:
            row.reasons = [
                RowReason(_("Gardé : %(why)s") % {"why": reason}).dump()
                for reason in dict.fromkeys(kept)
            ]
        removed += [
            trace
            for trace in by_row[row.pk]
            if trace.fingerprint
            and _place(trace) in things
            and _place(trace) not in why
            and not (kept and trace.model not in SHARED)
        ]
    _remove(removed)
    codes = [row.target_code for row in rows if row.target_code]
    gone = set(codes) - importer.existing_codes(codes)
    resolve_tasks_about(gone, by=run.by)
    importer.reindex(codes)
    save_rows(rows, ["undone", "reasons"])
    ImportedObject.objects.filter(pk__in=[trace.pk for trace in removed]).delete()


def _place(trace: ImportedObject) -> Place:
    return trace.model, trace.object_pk


def _things(traces: Iterable[ImportedObject]) -> dict[Place, models.Model]:
    pks: dict[str, set[int]] = defaultdict(set)
    for trace in traces:
        pks[trace.model].add(trace.object_pk)
    return {
        (label, pk): thing
        for label, wanted in pks.items()
        for pk, thing in things_of(label, wanted).items()
    }


def _reasons_to_keep(
    run: ImportRun, made: list[ImportedObject], things: dict[Place, models.Model]
) -> dict[Place, str]:
    """Why a thing stays: changed since, or something else stands on it."""
    why = {
        _place(trace): _("modifié depuis l’import.")
        for trace in made
        if _place(trace) in things
        and fingerprint(things[_place(trace)]) != trace.fingerprint
    }
    # what the rows of this import made and that is still there to remove
    ours = set(
        ImportedObject.objects.filter(row__run=run, row__undone="")
        .exclude(fingerprint="")
        .values_list("model", "object_pk")
    )
    # a row is kept whole: what stands on a part that is kept keeps the rest
    rows: dict[Place, int] = {
        _place(t): t.row_id for t in made if t.model not in SHARED
    }
    leaning = _leaning(
        {place: thing for place, thing in things.items() if place in ours}
    )
    while True:
        kept_rows = {rows[place] for place in why if place in rows}
        found = dict(why)
        for place, dependents in leaning.items():
            for dependent, name in dependents:
                row = rows.get(dependent)
                stays = dependent not in ours or dependent in why or row in kept_rows
                if stays and not (row is not None and row == rows.get(place)):
                    found.setdefault(
                        place, _("utilisé depuis (%(what)s).") % {"what": name}
                    )
        if len(found) == len(why):
            return why
        why = found


def _leaning(
    things: dict[Place, models.Model],
) -> dict[Place, list[tuple[Place, str]]]:
    """Everything in the database that points at these things."""
    by_model: dict[str, list[int]] = defaultdict(list)
    for label, pk in things:
        by_model[label].append(pk)
    leaning: dict[Place, list[tuple[Place, str]]] = defaultdict(list)
    for label, pks in by_model.items():
        for relation in model_of(label)._meta.related_objects:
            other: Any = relation.related_model
            field = relation.field
            if field.many_to_many or other._meta.app_label == "spreadsheets":
                continue
            pointing = other._base_manager.filter(**{f"{field.name}__in": pks})
            for dependent, pk in pointing.values_list("pk", field.attname):
                place = (other._meta.label_lower, dependent)
                leaning[label, pk].append((place, str(other._meta.verbose_name)))
    return leaning


def _take_back(
    traces: list[ImportedObject], things: dict[Place, models.Model]
) -> list[str]:
    """Empty again what the row had filled, where it still says so; else why it stays."""
    kept: list[str] = []
    for trace in traces:
        thing = things.get(_place(trace))
        if trace.fingerprint or thing is None:
            continue
        back = []
        for name, (before, after) in trace.changes.items():
            field: Any = thing._meta.get_field(name)
            if stored_value(getattr(thing, field.attname)) != after:
                kept.append(_("modifié depuis l’import."))
                continue
            empty = None if field.null else ""
            value = empty if before is None else field.to_python(before)
            setattr(thing, field.attname, value)
            back.append(name)
        if back:
            thing.save(update_fields=back)
    return kept


def _remove(traces: list[ImportedObject]) -> None:
    """In the reverse order of how they were made: what leans goes before what it leans on."""
    by_model: dict[str, list[int]] = {}
    for trace in traces:
        by_model.setdefault(trace.model, []).append(trace.object_pk)
    for label, pks in by_model.items():
        model_of(label)._base_manager.filter(pk__in=pks).delete()
