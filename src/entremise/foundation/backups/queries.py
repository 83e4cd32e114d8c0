"""When the last backup was made, and whether the site is closed."""

import time
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection

from .ledger_file import ledger_path
from .models import Backup, PendingLedgerLine, Restoration
from .registry import ledger_facts


@dataclass(frozen=True)
class LastBackup:
    made_at: datetime
    size: int  # bytes
    is_encrypted: bool


def last_backup() -> LastBackup | None:
    """The last backup of this database since it was restored; None when there is none."""
    backups = Backup.objects.all()
    restoration = current_restoration()
    if restoration is not None:
        backups = backups.filter(made_at__gt=restoration.restored_at)
    found = backups.first()
    if found is None:
        return None
    return LastBackup(found.made_at, found.size, found.is_encrypted)


def current_restoration() -> Restoration | None:
    """The last restoration; None when this database was never restored."""
    return Restoration.objects.first()


def replayed_sentences(restoration: Restoration) -> list[str]:
    """What the ledger made the restored site obey again, one sentence for each fact."""
    facts = ledger_facts()
    return [
        facts[name].sentence(number) if name in facts else f"{name}: {number}"
        for name, number in restoration.replayed.items()
        if number
    ]


def pending_ledger_lines() -> int:
    """Lines that the ledger does not have yet: its disk is full, or a process was killed."""
    return PendingLedgerLine.objects.count()


def is_ledger_beside_database() -> bool:
    """Would the ledger be lost with the folder of the data?"""
    return ledger_path().resolve().is_relative_to(settings.VAR)


# ---- closed until opened ----

# The schema that PostgreSQL has while a restore is under way.
RESTORING_SCHEMA = "entremise_restoring"
_open_until = 0.0  # of this process's clock


def is_site_closed() -> bool:
    """Restored, and not opened by an administrator yet; or being restored.

    « Open » is believed for CLOSED_SITE_EVERY seconds: a site is only restored while its
    processes are stopped.
    """
    global _open_until
    if time.monotonic() < _open_until:
        return False
    if _is_being_restored():
        return True
    restoration = current_restoration()
    if restoration is not None and restoration.opened_at is None:
        return True
    _open_until = time.monotonic() + settings.CLOSED_SITE_EVERY
    return False


def _is_being_restored() -> bool:
    """On PostgreSQL, where the tables come back before the ledger is obeyed."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s)", [RESTORING_SCHEMA])
        return cursor.fetchone()[0] is not None


def forget_site_state() -> None:
    """Ask again at the next request."""
    global _open_until
    _open_until = 0.0
