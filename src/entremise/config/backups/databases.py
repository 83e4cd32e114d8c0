"""The database as one file, of one moment, while the site serves; and back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from entremise.foundation.backups.queries import RESTORING_SCHEMA

from .archive import BackupError, DamagedBackup

# The beginning of the names of PostgreSQL's schemas that a restore moved aside.
BEFORE = "entremise_before_restore"
DEBIAN_TOOLS = "/usr/lib/postgresql"


def applied_migrations() -> list[str]:
    steps = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in steps)


# ---- SQLite ----


def copy_sqlite(source: Path, target: Path) -> dict[str, int]:
    """SQLite's online backup: writers wait for nothing. Returns the rows of each table."""
    with (
        closing(
            sqlite3.connect(f"file:{source}?mode=ro", uri=True, timeout=60)
        ) as live,
        closing(sqlite3.connect(target)) as copy,
    ):
        target.chmod(0o600)
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    return check_sqlite(target)


def check_sqlite(path: Path) -> dict[str, int]:
    """The rows of each table. DamagedBackup when SQLite finds a fault in the file."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:
            answer = file.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if answer != "ok":
                raise DamagedBackup(f"The database of the backup is damaged: {answer}.")
            names = file.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE 'sqlite_%'"
            )
            return {
                name: file.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                for (name,) in names.fetchall()
            }
    except sqlite3.DatabaseError as error:
        raise DamagedBackup(
            f"The database of the backup is damaged: {error}."
        ) from error


# ---- PostgreSQL ----


def postgres_tool(name: str) -> str:
    """The path of pg_dump or pg_restore, the newest that is installed."""
    versions = sorted(
        Path(DEBIAN_TOOLS).glob(f"*/bin/{name}"),
        key=lambda path: float(path.parts[-3]),
    )
    found = str(versions[-1]) if versions else shutil.which(name)
    if found is None:
        raise BackupError(
            f"{name} is not installed: on Debian, apt-get install postgresql-client."
        )
    return found


def _run_tool(name: str, *arguments: str) -> None:
    values = connection.settings_dict
    told = {
        "PGHOST": values["HOST"],
        "PGPORT": values["PORT"],
        "PGUSER": values["USER"],
        "PGPASSWORD": values["PASSWORD"],
        "PGDATABASE": values["NAME"],
    }
    environment = os.environ | {k: str(v) for k, v in told.items() if v}
    done = subprocess.run(
        [postgres_tool(name), "--no-password", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or [f"status {done.returncode}"]
        raise BackupError(f"{name}: {lines[0]}")


@contextmanager
def own_connection() -> "Iterator[psycopg.Connection[tuple[object, ...]]]":
    """Beside the pool of the site."""
    values = connection.get_connection_params()
    kept = {
        name: values[name]
        for name in ("host", "port", "user", "password", "dbname")
        if values.get(name)
    }
    with psycopg.connect(**kept, autocommit=True) as own:
        yield own


def dump_postgres(target: Path) -> dict[str, int]:
    """pg_dump of one moment. Returns the rows of each table at that very moment."""
    with own_connection() as own, own.transaction():
        own.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = own.execute("SELECT pg_export_snapshot()").fetchone()
        assert snapshot is not None
        _run_tool(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot[0]}",
            f"--exclude-schema={RESTORING_SCHEMA}",
            f"--exclude-schema={BEFORE}*",
            f"--file={target}",
        )
        target.chmod(0o600)
        return postgres_rows(own)


def postgres_rows(own: "psycopg.Connection[tuple[object, ...]]") -> dict[str, int]:
    tables = own.execute(
        "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"
    ).fetchall()
    rows: dict[str, int] = {}
    for (name,) in tables:
        query = sql.SQL("SELECT count(*) FROM {}").format(
            sql.Identifier("public", str(name))
        )
        found = own.execute(query).fetchone()
        assert found is not None
        rows[str(name)] = int(str(found[0]))
    return rows


def check_postgres_dump(path: Path) -> dict[str, int]:
    """The rows of each table in a dump, read to its end. DamagedBackup when it cannot be."""
    rows: dict[str, int] = {}
    process = subprocess.Popen(
        [postgres_tool("pg_restore"), "--data-only", "--file=-", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    table = ""
    for line in process.stdout:
        if table:
            if line == b"\\.\n":
                table = ""
            else:
                rows[table] += 1
        elif line.startswith(b"COPY public.") and line.endswith(b"FROM stdin;\n"):
            table = line.split()[1].decode().removeprefix("public.").strip('"')
            rows[table] = 0
    said = process.stderr.read().decode(errors="replace").strip()
    if process.wait():
        raise DamagedBackup(f"The database of the backup is damaged: {said}.")
    return rows


def restore_postgres(dump: Path) -> None:
    """All of it or nothing, into an empty ``public``."""
    _run_tool(
        "pg_restore",
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={connection.settings_dict['NAME']}",
        str(dump),
    )
