"""Lines on their way to the ledger, backups that were made, and restorations."""

from django.db import models

from entremise.foundation.kit.models import CodedModel


class PendingLedgerLine(models.Model):
    """A line written in the transaction of its fact; it goes once the ledger has it."""

    at = models.DateTimeField()
    fact = models.CharField(max_length=60)
    subject = models.CharField(max_length=64)  # a keyed digest

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.fact}"


class Backup(models.Model):
    """A backup that was made of this database. What was restored holds the earlier ones."""

    made_at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=80)  # of the archive, without its folder
    size = models.BigIntegerField()  # bytes
    is_encrypted = models.BooleanField()

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class Restoration(CodedModel):
    """This database was restored; the site is closed until ``opened_at``."""

    backup_made_at = models.DateTimeField()
    backup_version = models.CharField(max_length=20)
    restored_at = models.DateTimeField(db_index=True)
    # how many were obeyed again, by fact
    replayed = models.JSONField(default=dict)
    ledger_lines = models.PositiveIntegerField()  # of after the backup
    is_ledger_complete = models.BooleanField()
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by_code = models.CharField(
        max_length=22, blank=True
    )  # empty: on the machine

    class Meta:
        ordering = ["-restored_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.restored_at:%Y-%m-%d}"
