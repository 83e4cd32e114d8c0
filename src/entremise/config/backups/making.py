"""Make a backup while the site serves, check it, and let the old ones go."""

import fcntl
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from entremise import __version__
from entremise.foundation.backups.actions import (
    record_backup,
    write_pending_ledger_lines,
)
from entremise.foundation.backups.ledger_file import (
    begin_ledger,
    ledger_path,
    read_ledger,
    sync_folder,
)

from . import archive as archives, databases
from .archive import ArchiveWriter, BackupError, Manifest

Say = Callable[[str], object]
KEEP_DAYS, KEEP_WEEKS = 14, 8


@dataclass(frozen=True)
class BackupWishes:
    """How a backup is made. ``recipients``, ``passphrase``: one of the two, or none."""

    recipients: tuple[Any, ...] = ()
    passphrase: str = ""
    with_key: bool = True
    keep_days: int = KEEP_DAYS
    keep_weeks: int = KEEP_WEEKS


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """BackupError when a backup or a restore is under way on this machine."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    with (settings.VAR / "backup.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError("A backup or a restore is under way already.") from error
        yield


def make_backup(folder: Path, wishes: BackupWishes, say: Say) -> Path:
    """The new archive. One of FAILURES, and nothing left, when it fails."""
    with one_at_a_time():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _clear_away(folder)
        staging = Path(tempfile.mkdtemp(prefix="backup-", dir=settings.VAR))
        try:
            made = _make(folder, staging, wishes, say)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
            _clear_away(folder)
        removed = remove_old(folder, days=wishes.keep_days, weeks=wishes.keep_weeks)
        if removed:
            say(f"{len(removed)} older backups were removed.")
        return made


def _make(folder: Path, staging: Path, wishes: BackupWishes, say: Say) -> Path:
    write_pending_ledger_lines()
    begin_ledger(ledger_path())
    ledger_text = ledger_path().read_bytes()
    made_at = timezone.now()
    while list(folder.glob(f"{archives.stem_at(made_at)}.*")):
        time.sleep(0.2)  # a name has its second
        made_at = timezone.now()
    migrations = databases.applied_migrations()
    say("Copying the database…")
    database = staging / archives.DATABASES[connection.vendor]
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        rows = databases.copy_sqlite(name, database)
    else:
        rows = databases.dump_postgres(database)
    manifest = Manifest(
        made_at=made_at.isoformat(),
        version=__version__,
        database=connection.vendor,
        migrations=migrations,
        rows=rows,
        key_check=archives.key_check(settings.SECRET_KEY),
        ledger=read_ledger(ledger_path()).name,
    )
    recipients = list(wishes.recipients)
    sealed = b""
    if wishes.passphrase:
        recipient, sealed = archives.new_identity(wishes.passphrase)
        recipients = [recipient]
    ending = ".age" if recipients else ""
    target = folder / f"{archives.stem_at(made_at)}.tar.gz{ending}"
    part = _part_of(target)
    say("Writing the archive…")
    with archives.open_to_write(part, recipients) as output:
        writer = ArchiveWriter(output, manifest)
        writer.add_file(database.name, database)
        writer.add_bytes(archives.LEDGER, ledger_text)
        number = _add_media(writer)
        writer.close()
    digest = archives.file_digest(part)
    _write(
        archives.beside(target, ".sha256"), f"{digest}  {target.name}\n".encode(), []
    )
    if sealed:
        _write(archives.beside(target, ".identity.age"), sealed, [])
    if wishes.with_key:
        key = archives.beside(target, f".key{ending}")
        _write(key, settings.SECRET_KEY.encode(), recipients)
    os.replace(part, target)
    sync_folder(folder)
    size = target.stat().st_size
    record_backup(
        made_at=made_at, name=target.name, size=size, is_encrypted=bool(recipients)
    )
    say(
        f"{target.name}: {sum(rows.values())} rows, {number} photos and papers,"
        f" {size / 1e6:.1f} MB{', encrypted' if recipients else ', NOT encrypted'}."
    )
    return target


def _part_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.part")


def _add_media(writer: ArchiveWriter) -> int:
    """What was uploaded; a file that goes meanwhile is one that was withdrawn."""
    number, root = 0, Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        if path.is_file():
            with suppress(FileNotFoundError):
                name = path.relative_to(root).as_posix()
                writer.add_file(f"{archives.MEDIA}{name}", path)
                number += 1
    return number


def _write(target: Path, content: bytes, recipients: list[Any]) -> None:
    part = _part_of(target)
    with archives.open_to_write(part, recipients) as file:
        file.write(content)
    os.replace(part, target)


def _clear_away(folder: Path) -> None:
    """What a backup that was killed left: parts, and files beside an archive never named."""
    for path in folder.glob(f".{archives.PREFIX}*.part"):
        path.unlink(missing_ok=True)
    complete = {archives.stem_of(path) for path in archives.archives_in(folder)}
    for path in folder.glob(f"{archives.PREFIX}*.*"):
        stem = path.name.split(".", 1)[0]
        if path.suffix in (".sha256", ".key", ".age") and stem not in complete:
            path.unlink(missing_ok=True)
    for path in settings.VAR.glob("backup-*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)


def superseded(
    made: list[datetime], *, now: datetime, days: int, weeks: int
) -> list[datetime]:
    """Those that are neither the last of one of ``days`` days nor of one of ``weeks`` weeks.

    Days and weeks on which a backup was made, the latest first. The very last stays, and
    what was made within a day.
    """
    kept = set(sorted(made)[-1:])
    kept |= {moment for moment in made if now - moment < timedelta(days=1)}
    seen_days: set[object] = set()
    seen_weeks: set[object] = set()
    for moment in sorted(made, reverse=True):
        day, week = moment.date(), moment.isocalendar()[:2]
        if day not in seen_days and len(seen_days) < days:
            seen_days.add(day)
            kept.add(moment)
        if week not in seen_weeks and len(seen_weeks) < weeks:
            seen_weeks.add(week)
            kept.add(moment)
    return [moment for moment in made if moment not in kept]


def remove_old(folder: Path, *, days: int, weeks: int) -> list[Path]:
    """Remove the backups that are superseded, each with what stands beside it."""
    by_moment = {
        archives.moment_of(path): path for path in archives.archives_in(folder)
    }
    made = [moment for moment in by_moment if moment]
    gone = [
        by_moment[old]
        for old in superseded(made, now=timezone.now(), days=days, weeks=weeks)
    ]
    for archive in gone:
        for path in archives.files_of(archive):
            path.unlink(missing_ok=True)
    return gone


# What a disk, a database or a tool may answer on the way.
FAILURES = (BackupError, OSError, DatabaseError, sqlite3.Error, psycopg.Error)


def sentence_of(error: Exception) -> str:
    """One sentence for the terminal."""
    if isinstance(error, OSError) and error.strerror:
        where = f" ({error.filename})" if error.filename else ""
        return f"It cannot be written or read: {error.strerror}{where}."
    if isinstance(error, BackupError):
        return str(error)
    return f"The database says: {str(error).strip()}."
