"""Put a backup in the place of the site, which stays closed until it is opened.

Everything is prepared aside: the files are compared with their checksums, the database is
migrated and the ledger is obeyed. Then the place is taken, under a mark that keeps every
process from serving until it is done (``half_done``).
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Max
from django.utils import timezone

from entremise.config.databases import STEP_OF_BEFORE
from entremise.config.processes import is_listening
from entremise.foundation.accounts.models import User
from entremise.foundation.backups import ledger_file
from entremise.foundation.backups.actions import close_restored_site
from entremise.foundation.backups.ledger_file import Ledger, ledger_path, sync_folder
from entremise.foundation.backups.models import Restoration
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.worker.models import WorkerHeartbeat

from . import archive as archives, databases, half_done
from .archive import BackupError, Manifest, Secrets
from .databases import BEFORE
from .making import one_at_a_time

Say = Callable[[str], object]
ALIVE_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True)
class RestoreWishes:
    secrets: Secrets
    key_file: Path | None = None  # the one beside the archive when it is not given
    ledgers: tuple[Path, ...] = ()  # of other machines
    without_ledger: bool = False  # although it is missing, or lacks lines
    replace: bool = False  # although a living database is there


def restore(place: Path, wishes: RestoreWishes, say: Say) -> Restoration:
    """Restore this archive, or the latest of this folder. BackupError says why not."""
    with one_at_a_time():
        archive = archives.find_archive(place)
        began = half_done.is_half_done()
        _refuse_living_site(wishes, began=began)
        staging = Path(settings.VAR) / "restore-staging"
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(mode=0o700)
        try:
            say(f"Reading {archive.name}, each file with its checksum…")
            manifest = archives.extract(
                archive, wishes.secrets, staging, with_media=True
            )
            check_can_be_read(manifest)
            check_database(manifest, staging)
            key = _find_key(archive, manifest, wishes)
            ledger, is_complete = _find_ledger(staging, manifest, wishes)
            settings.SECRET_KEY = key or settings.SECRET_KEY
            put = _put_sqlite if connection.vendor == "sqlite" else _put_postgres
            restoration = put(archive, manifest, staging, ledger, is_complete, key, say)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
        return restoration


# ---- may it be done ----


def _refuse_living_site(wishes: RestoreWishes, *, began: bool) -> None:
    if is_listening():
        raise BackupError(
            f"Something answers on port {settings.PORT}: stop the site first, on every machine."
        )
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
        _refuse_other_sessions()
    if began or not _has_people():
        return
    if WorkerHeartbeat.objects.filter(
        seen_at__gt=timezone.now() - ALIVE_WITHIN
    ).exists():
        raise BackupError(
            "A worker runs, or was killed less than a minute ago: stop the site first."
        )
    if not wishes.replace:
        raise BackupError(
            "This database holds people. --replace puts the backup in its place, and keeps it"
            " aside."
        )


def _has_people() -> bool:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(name).exists():
        return False
    try:
        return (
            User._meta.db_table in connection.introspection.table_names()
            and User.objects.exists()
        )
    finally:
        connection.close()


def _refuse_other_sessions() -> None:
    with databases.own_connection() as own:
        found = own.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        ).fetchone()
    if found and int(str(found[0])):
        raise BackupError(
            f"{found[0]} other sessions are in this database: stop the site first, on every"
            " machine."
        )


def check_can_be_read(manifest: Manifest) -> None:
    """By this version, into this kind of database. BackupError says what to do instead."""
    if manifest.format > archives.FORMAT:
        raise BackupError(
            f"This backup was made by version {manifest.version}, in a form that this one"
            " cannot read: install that version."
        )
    if ".".join(STEP_OF_BEFORE) in manifest.migrations:
        raise BackupError(
            "This backup was made by an older version, whose tables cannot be brought up to date."
        )
    on_disk = MigrationLoader(None).disk_migrations or ()
    known = {f"{app}.{name}" for app, name in on_disk}
    if newer := sorted(set(manifest.migrations) - known):
        raise BackupError(
            f"This backup was made by a newer version ({manifest.version}: {newer[-1]}):"
            " install that version first."
        )
    if manifest.database != connection.vendor:
        raise BackupError(
            f"This backup holds a {manifest.database} database, and DATABASE_URL names a"
            f" {connection.vendor} one. Restore it where it came from, then say entremise"
            " move-to-postgres."
        )


def check_database(manifest: Manifest, folder: Path) -> dict[str, int]:
    """Open the database of an extracted backup and count its rows, as they were counted."""
    path = folder / archives.DATABASES[manifest.database]
    if not path.exists():
        raise archives.DamagedBackup("The backup holds no database: damaged.")
    check = (
        databases.check_sqlite
        if manifest.database == "sqlite"
        else databases.check_postgres_dump
    )
    rows = check(path)
    if wrong := sorted(set(rows.items()) ^ set(manifest.rows.items())):
        raise archives.DamagedBackup(
            f"The backup does not hold the rows that were counted: {wrong[0][0]}."
        )
    return rows


def _find_key(archive: Path, manifest: Manifest, wishes: RestoreWishes) -> str:
    """The secret key to put in place; empty when the site has it already."""
    ours = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if manifest.key_check in map(archives.key_check, ours):
        return ""
    key = _read_key(archive, wishes)
    if archives.key_check(key) != manifest.key_check:
        raise BackupError("The secret key that is given is not the one of this backup.")
    if settings.IS_SECRET_KEY_GIVEN:
        raise BackupError(
            "SECRET_KEY is not the one of this backup: give it the key that was kept apart,"
            " or add that key to SECRET_KEY_FALLBACKS."
        )
    return key


def _read_key(archive: Path, wishes: RestoreWishes) -> str:
    places = [archives.beside(archive, ending) for ending in (".key", ".key.age")]
    if wishes.key_file:
        places = [wishes.key_file]
    for place in places:
        if not place.exists():
            continue
        identities = []
        if place.suffix == ".age":
            identities = archives.read_identities(archive, wishes.secrets)
        with archives.open_to_read(place, identities) as file:
            return file.read().decode().strip()
    raise BackupError(
        "The secret key of this backup is missing: without it nobody’s second factor opens, and"
        " the ledger cannot be read. Give it with --key FILE."
    )


def _find_ledger(
    staging: Path, manifest: Manifest, wishes: RestoreWishes
) -> tuple[Ledger, bool]:
    """All that is known, and whether the ledger went on after the backup.

    BackupError when it did not, unless that was accepted.
    """
    copied = ledger_file.parse_ledger((staging / archives.LEDGER).read_text())
    ours = ledger_file.read_ledger(ledger_path())
    others = []
    for path in wishes.ledgers:
        if not path.exists():
            raise BackupError(f"{path} is not there.")
        others.append(ledger_file.read_ledger(path))
    whole = ledger_file.merged(copied, ours, *others)
    outside = ledger_file.merged(ours, *others)
    lacking = {entry.id for entry in copied.entries} - {e.id for e in outside.entries}
    is_complete = not lacking and manifest.ledger in {
        ledger.name for ledger in (ours, *others)
    }
    if whole.unreadable:
        is_complete = False
    if not is_complete and not wishes.without_ledger:
        raise BackupError(
            f"The ledger ({ledger_path()}) is missing, or is not the one of this site: whoever"
            " withdrew since the backup would be public again. Put it back, give another copy"
            " with --ledger FILE, or say --without-ledger and go through the list of public CVs"
            " before you open."
        )
    return whole, is_complete


# ---- doing it ----


def _prepare_database(
    manifest: Manifest, ledger: Ledger, is_complete: bool, say: Say
) -> Restoration:
    """Migrate the database that is connected, obey the ledger in it, close the site."""
    say("Bringing the database up to this version…")
    call_command("migrate", interactive=False, verbosity=0)
    say("Obeying the ledger again…")
    with transaction.atomic():
        last = OutboxMessage.objects.aggregate(last=Max("pk"))["last"] or 0
        restoration = close_restored_site(
            ledger,
            backup_made_at=manifest.moment,
            backup_version=manifest.version,
            is_complete=is_complete,
        )
        # They tell people what they were told when they did it.
        OutboxMessage.objects.filter(pk__gt=last).delete()
        WorkerHeartbeat.objects.all().delete()
    return restoration


def _put_sqlite(
    archive: Path,
    manifest: Manifest,
    staging: Path,
    ledger: Ledger,
    is_complete: bool,
    key: str,
    say: Say,
) -> Restoration:
    staged = staging / archives.DATABASES["sqlite"]
    name = Path(connection.settings_dict["NAME"])
    connection.close()
    connection.settings_dict["NAME"] = str(staged)
    try:
        restoration = _prepare_database(manifest, ledger, is_complete, say)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(name)
    _fold_log_into(staged)
    half_done.mark(archive.name)
    say("Taking the place…")
    aside = _aside()
    for suffix in ("", "-wal", "-shm"):
        path = name.with_name(name.name + suffix)
        if path.exists() and not path.stat().st_size:
            path.unlink()  # SQLite makes an empty file for whoever asks
        elif path.exists():
            aside.mkdir(exist_ok=True, mode=0o700)
            os.replace(path, aside / path.name)
    name.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(staged, name)
    _put_files(staging, ledger, key, aside, say)
    half_done.unmark()
    return restoration


def _fold_log_into(path: Path) -> None:
    """The file alone holds everything, on the disk."""
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        file.execute("PRAGMA journal_mode=DELETE")
    descriptor = os.open(path, os.O_RDWR)
    os.fsync(descriptor)
    os.close(descriptor)


def _put_postgres(
    archive: Path,
    manifest: Manifest,
    staging: Path,
    ledger: Ledger,
    is_complete: bool,
    key: str,
    say: Say,
) -> Restoration:
    half_done.mark(archive.name)
    say("Putting the tables in place…")
    with databases.own_connection() as own, own.transaction():
        _move_tables_aside(own, say)
    databases.restore_postgres(staging / archives.DATABASES["postgresql"])
    restoration = _prepare_database(manifest, ledger, is_complete, say)
    connection.close()
    say("Taking the place…")
    _put_files(staging, ledger, key, _aside(), say)
    half_done.unmark()
    return restoration


def _move_tables_aside(own: "psycopg.Connection[tuple[object, ...]]", say: Say) -> None:
    """The schema of before keeps its tables under another name, when there are people in it."""
    if databases.postgres_rows(own).get(User._meta.db_table):
        name = f"{BEFORE}_{timezone.now():%Y%m%d%H%M%S}"
        own.execute(f"ALTER SCHEMA public RENAME TO {name}")
        say(f"What was in the database is kept in its schema {name}.")
    else:
        own.execute("DROP SCHEMA IF EXISTS public CASCADE")
    own.execute("CREATE SCHEMA public")


def _aside() -> Path:
    return Path(settings.VAR) / f"before-restore-{timezone.now():%Y%m%dT%H%M%SZ}"


def _put_files(staging: Path, ledger: Ledger, key: str, aside: Path, say: Say) -> None:
    """Photos and papers, the key, the lines that the ledger of this machine lacks."""
    media, staged = Path(settings.MEDIA_ROOT), staging / archives.MEDIA
    if media.exists():
        aside.mkdir(exist_ok=True, mode=0o700)
        os.replace(media, aside / "media")
    if staged.exists():
        shutil.move(staged, media)
    if key:
        _write_key(key)
    ours = {entry.id for entry in ledger_file.read_ledger(ledger_path()).entries}
    lacking = [entry for entry in ledger.entries if entry.id not in ours]
    ledger_file.append_entries(ledger_path(), lacking)
    sync_folder(Path(settings.VAR))
    if aside.exists():
        say(f"What was there is kept in {aside}: remove it once you are sure.")


def _write_key(key: str) -> None:
    path = Path(settings.VAR) / "secret_key"
    part = path.with_name(".secret_key.part")
    with archives.open_to_write(part, []) as file:
        file.write(key.encode())
    os.replace(part, path)


def describe(restoration: Restoration, replayed: Sequence[str]) -> list[str]:
    """What was restored and what the ledger changed, for the terminal."""
    made = timezone.localtime(restoration.backup_made_at)
    lines = [
        "",
        f"Restored: the site as it was on {made:%d %B %Y at %H:%M}.",
        f"The ledger has {restoration.ledger_lines} lines of after that; obeyed again: "
        + (", ".join(replayed) or "nothing was needed")
        + ".",
    ]
    if not restoration.is_ledger_complete:
        lines.append(
            "THE LEDGER WAS NOT COMPLETE: who withdrew since may be in the list of public CVs."
        )
    return [
        *lines,
        "",
        "The site is closed: nothing is public, no message leaves. Start it, sign in as an"
        " administrator, look, and open it there; or say entremise open.",
        "Everybody was signed out. No code is mailed while it is closed: entremise restore"
        " --let-in EMAIL, or entremise admin rescue EMAIL, prints a link.",
    ]
