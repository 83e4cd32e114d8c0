"""Keep a « no » in the ledger, obey it again after a restore, open the restored site."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from entremise.foundation.journal.actions import HasCode, record_in_journal
from entremise.foundation.kit.errors import MoveRefused
from entremise.foundation.kit.text import gettext as _

from . import ledger_file
from .ledger_file import Ledger
from .models import Backup, PendingLedgerLine, Restoration
from .queries import forget_site_state
from .registry import ledger_facts, restore_steps

log = logging.getLogger("entremise.backups")

# A fact begun before the backup may be written after it, by a machine whose clock is late.
CLOCK_MARGIN = timedelta(hours=1)
_is_replaying: ContextVar[bool] = ContextVar("is_replaying", default=False)


def record_in_ledger(fact: str, codes: Iterable[str]) -> None:
    """Keep this fact about each of these codes, outside the database.

    The lines are rows of the caller's transaction; as soon as it is committed they go to
    the ledger, before the person is answered. What a crash leaves here goes there at the
    next start, or within a minute.
    """
    if fact not in ledger_facts():
        raise KeyError(f"no app registered the fact {fact!r}")
    if _is_replaying.get():
        return
    now = timezone.now()
    rows = PendingLedgerLine.objects.bulk_create(
        PendingLedgerLine(
            at=now, fact=fact, subject=ledger_file.subject_digest(fact, code)
        )
        for code in codes
    )
    if rows:
        transaction.on_commit(write_pending_ledger_lines, robust=True)


def write_pending_ledger_lines() -> int:
    """Bring to the ledger what it does not have yet; returns how many lines.

    A disk that refuses stops nobody: the rows wait, and it is tried again each minute.
    """
    rows = list(PendingLedgerLine.objects.order_by("pk"))
    if not rows:
        return 0
    lines = [ledger_file.new_entry(row.at, row.fact, row.subject) for row in rows]
    try:
        ledger_file.append_entries(ledger_file.ledger_path(), lines)
    except OSError as error:
        log.error("the ledger cannot be written: %s", error.strerror)
        return 0
    # After: a line that is there twice is obeyed once.
    PendingLedgerLine.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


@contextmanager
def _replaying() -> Iterator[None]:
    token = _is_replaying.set(True)
    try:
        yield
    finally:
        _is_replaying.reset(token)


def replay_ledger(ledger: Ledger, *, since: datetime) -> dict[str, int]:
    """Obey again every line of after ``since``, when the backup was made.

    Returns how many things changed, by fact. Lines about nobody of this database, or of a
    fact that this version does not know, change nothing.
    """
    first = since - CLOCK_MARGIN
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    facts = ledger_facts()
    subjects = {
        (name, ledger_file.subject_digest(name, code, key=key)): code
        for name in {e.fact for e in ledger.entries if e.moment >= first} & set(facts)
        for code in facts[name].subjects()
        for key in keys
    }
    changed: dict[str, int] = {}
    with _replaying():
        for entry in ledger.entries:
            code = subjects.get((entry.fact, entry.subject))
            if code is None or entry.moment < first:
                continue
            if facts[entry.fact].replay(code, entry.moment):
                changed[entry.fact] = changed.get(entry.fact, 0) + 1
    return changed


def lines_since(ledger: Ledger, since: datetime) -> int:
    return sum(entry.moment >= since for entry in ledger.entries)


@transaction.atomic
def close_restored_site(
    ledger: Ledger, *, backup_made_at: datetime, backup_version: str, is_complete: bool
) -> Restoration:
    """Obey the ledger in a restored database, and close the site until it is opened."""
    replayed = replay_ledger(ledger, since=backup_made_at)
    with _replaying():
        for run in restore_steps().values():
            run()
    restoration = Restoration.objects.create(
        backup_made_at=backup_made_at,
        backup_version=backup_version,
        restored_at=timezone.now(),
        replayed=replayed,
        ledger_lines=lines_since(ledger, backup_made_at),
        is_ledger_complete=is_complete,
    )
    record_in_journal("backups.restored", by=None, about=(restoration,), **replayed)
    forget_site_state()
    return restoration


@transaction.atomic
def open_site(restoration: Restoration, *, by: HasCode | None) -> Restoration:
    """Open a restored site to everybody. ``by``: None on the machine.

    The caller has checked who may. MoveRefused when it is open already.
    """
    opened = Restoration.objects.filter(pk=restoration.pk, opened_at=None).update(
        opened_at=timezone.now(), opened_by_code=by.code if by else ""
    )
    if not opened:
        raise MoveRefused(_("Le site est déjà ouvert."))
    record_in_journal("backups.opened", by=by, about=(restoration,))
    restoration.refresh_from_db()
    return restoration


@transaction.atomic
def record_backup(
    *, made_at: datetime, name: str, size: int, is_encrypted: bool
) -> Backup:
    """Called once the archive is complete and in its place."""
    backup = Backup.objects.create(
        made_at=made_at, name=name, size=size, is_encrypted=is_encrypted
    )
    record_in_journal("backups.made", by=None, about=(), size=size)
    return backup
