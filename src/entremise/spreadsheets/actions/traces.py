"""What each row made or completed, stored so that it can be undone."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from entremise.spreadsheets.models import ImportedObject, ImportRow

from .importers.base import RowResult

# They change without anybody having changed the thing.
NOT_COMPARED = ("updated_at",)


def save_rows(rows: Sequence[ImportRow], fields: Sequence[str]) -> None:
    """Save these fields of rows that exist: one statement, much quicker than bulk_update."""
    ImportRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=fields,
        batch_size=100,
    )


def fingerprint(thing: models.Model) -> str:
    """Changes with any field of a row of the database."""
    said = "\n".join(
        f"{field.attname}={field.value_to_string(thing)}"
        for field in thing._meta.concrete_fields
        if field.name not in NOT_COMPARED
    )
    return hashlib.sha256(said.encode()).hexdigest()


def stored_value(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def model_of(label: str) -> type[models.Model]:
    return apps.get_model(label)


def things_of(label: str, pks: Iterable[int]) -> dict[int, models.Model]:
    """As the database has them now."""
    return model_of(label)._base_manager.in_bulk(list(pks))


def store_traces(results: list[tuple[ImportRow, RowResult]]) -> None:
    """Trace what a batch did. Read from the database, as undoing will read it."""
    made = [
        ImportedObject(row=row, model=thing._meta.label_lower, object_pk=thing.pk)
        for row, result in results
        for thing in result.made
    ]
    changed = [
        ImportedObject(
            row=row,
            model=thing._meta.label_lower,
            object_pk=thing.pk,
            changes={
                name: [stored_value(before), stored_value(after)]
                for name, (before, after) in changes.items()
            },
        )
        for row, result in results
        for thing, changes in result.changed
        if changes
    ]
    _write_fingerprints(made)
    ImportedObject.objects.bulk_create([*made, *changed], batch_size=500)
    _refresh_fingerprints(changed)


def _write_fingerprints(traces: Iterable[ImportedObject]) -> None:
    by_model: dict[str, list[ImportedObject]] = defaultdict(list)
    for trace in traces:
        by_model[trace.model].append(trace)
    for label, same_model in by_model.items():
        things = things_of(label, {trace.object_pk for trace in same_model})
        for trace in same_model:
            trace.fingerprint = fingerprint(things[trace.object_pk])


def _refresh_fingerprints(changed: list[ImportedObject]) -> None:
    """A row that completes what a row above made: the import changed it, nobody else did."""
    if not changed:
        return
    runs = {trace.row.run_id for trace in changed}
    traces = list(
        ImportedObject.objects.filter(
            row__run__in=runs,
            model__in={trace.model for trace in changed},
            object_pk__in={trace.object_pk for trace in changed},
        ).exclude(fingerprint="")
    )
    _write_fingerprints(traces)
    ImportedObject.objects.bulk_update(traces, ["fingerprint"])
