"""Imports, their rows, and what each row made."""

from typing import Any

from django.db import models

from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.kit.models import CodedModel, StateQuerySet, TimestampedModel

from .enums import ImportState, RowOutcome, UndoneRow


class ImportRun(CodedModel, TimestampedModel):
    """One file brought in, from its arrival to the day it can no longer be undone."""

    objects = StateQuerySet.as_manager()

    list_key = models.SlugField(max_length=20)  # of lists.ALL_LISTS
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="imports"
    )
    # Of the rows that say none.
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+")
    # Of everybody and everything that its rows are about, once they are checked.
    zones = models.ManyToManyField(Zone, blank=True, related_name="+")
    file_name = models.CharField(max_length=120)
    # Deleted once the rows are imported, or after a day.
    file = models.FileField(upload_to="imports", blank=True)
    sheets = models.JSONField(default=list, blank=True)  # names
    sheet = models.CharField(max_length=120, blank=True)  # the one that is read
    headings = models.JSONField(default=list, blank=True)  # one for each column
    # "0" → "first_name": positions of the file, keys of the list
    columns = models.JSONField(default=dict, blank=True)
    # « DUPONT » becomes « Dupont »
    tidies_names = models.BooleanField(default=False)
    # key of a column → what the rows that say none get; nothing: what the list says
    defaults = models.JSONField(default=dict, blank=True)
    # Said once for the whole file: FileNote, dumped.
    notes = models.JSONField(default=list, blank=True)
    # in which the hints are written
    language = models.CharField(max_length=8, default="fr")
    state = models.CharField(
        max_length=10, choices=ImportState.choices, default=ImportState.READING
    )
    error = models.TextField(blank=True)  # why the file is not read
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)  # of the step under way
    counts = models.JSONField(default=dict, blank=True)  # RowOutcome → number
    # The worker that has it renews this at each batch.
    leased_until = models.DateTimeField(null=True, blank=True)
    # By workers, since the step last went forward.
    tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["state"], name="import_by_state")]

    def __str__(self) -> str:
        return f"{self.list_key} {self.created_at:%Y-%m-%d}"


class ImportRow(models.Model):
    """One row of a file. Its cells are kept until they are imported, or refused and a day old."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()  # in the file, from 1
    cells = models.JSONField(default=list)  # as the file says them
    digest = models.CharField(max_length=64, blank=True)  # keyed hash of the values
    outcome = models.CharField(max_length=10, choices=RowOutcome.choices, blank=True)
    # [{"column": "phone", "text": "…"}]: why refused, or same person because
    reasons = models.JSONField(default=list)
    label = models.CharField(max_length=170, blank=True)  # who, or what
    target_code = models.CharField(max_length=22, blank=True)  # made or recognised
    done_at = models.DateTimeField(null=True, blank=True)
    undone = models.CharField(max_length=8, choices=UndoneRow.choices, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "number"], name="each_row_of_a_file_once"
            )
        ]
        indexes = [
            models.Index(fields=["run", "outcome"], name="import_row_by_outcome"),
            models.Index(fields=["digest"], name="import_row_by_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.run} {self.number}"


class ImportedObject(models.Model):
    """Something that a row made, or completed; what undoing reads."""

    row = models.ForeignKey(ImportRow, on_delete=models.CASCADE, related_name="traces")
    model = models.CharField(max_length=60)  # "candidates.candidate"
    object_pk = models.BigIntegerField()
    # Of what was made: any field that changes afterwards changes it.
    fingerprint = models.CharField(max_length=64, blank=True)
    # Of what was completed: field → [before, after].
    changes: Any = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["model", "object_pk"], name="imported_by_object")
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.object_pk}"


class RememberedColumn(models.Model):
    """What the association chose for a heading, kept for its next file."""

    list_key = models.SlugField(max_length=20)
    heading = models.CharField(max_length=120)  # folded
    column = models.CharField(max_length=40, blank=True)  # empty: left out

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list_key", "heading"], name="each_heading_of_a_list_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading} → {self.column}"
