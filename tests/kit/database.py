"""The migrated database is made once, then copied for each worker of each run.

On SQLite the original is a file beside pytest's own, made again when a model or a migration
changes. On PostgreSQL it is a database of the same server, from which the others are made.
"""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".pytest_cache"
POSTGRES_TEMPLATE = "entremise_test_template"
# What a migrated database depends on.
SCHEMA_SOURCES = ("**/migrations/*.py", "**/models.py", "**/models/*.py")


@contextmanager
def migrated_database() -> Iterator[None]:
    """Connect Django to a copy of the migrated database; drop the copy at the end."""
    with _one_process_at_a_time():
        if connection.vendor == "sqlite":
            _copy_sqlite_template()
        else:
            _copy_postgres_template()
    # ``keepdb``: it finds the copy and has nothing to migrate
    databases = setup_databases(
        verbosity=0, interactive=False, keepdb=True, aliases={"default"}
    )
    yield
    teardown_databases(databases, verbosity=0)


def schema_digest() -> str:
    """Changes with any migration or model, and with Django."""
    digest = hashlib.sha256(f"{django.__version__} {settings.INSTALLED_APPS}".encode())
    for pattern in SCHEMA_SOURCES:
        for path in sorted((ROOT / "src").glob(pattern)):
            digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _copy_sqlite_template() -> None:
    template = CACHE / f"database-{schema_digest()}.sqlite3"
    if not template.exists():
        for older in CACHE.glob("database-*"):
            older.unlink()
        draft = CACHE / "draft.sqlite3"
        draft.unlink(missing_ok=True)
        _migrate(draft)
        draft.rename(template)
    shutil.copyfile(template, _test_name())


def _copy_postgres_template() -> None:
    digest = schema_digest()
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [POSTGRES_TEMPLATE],
        )
        if cursor.fetchone() != (digest,):
            cursor.execute(f"DROP DATABASE IF EXISTS {POSTGRES_TEMPLATE}")
            cursor.execute(f"CREATE DATABASE {POSTGRES_TEMPLATE}")
            _migrate(POSTGRES_TEMPLATE)
            cursor.execute(f"COMMENT ON DATABASE {POSTGRES_TEMPLATE} IS '{digest}'")
        cursor.execute(f"DROP DATABASE IF EXISTS {_test_name()}")
        cursor.execute(
            f"CREATE DATABASE {_test_name()} TEMPLATE {POSTGRES_TEMPLATE}"
            " STRATEGY FILE_COPY"
        )


def _migrate(name: str | Path) -> None:
    values: dict[str, Any] = connection.settings_dict
    before = values["NAME"]
    values["NAME"] = str(name)
    try:
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        connection.close()
        values["NAME"] = before


def _test_name() -> str:
    return str(connection.creation._get_test_db_name())


@contextmanager
def _one_process_at_a_time() -> Iterator[None]:
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "database.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
