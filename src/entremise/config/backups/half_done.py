"""The mark of a restore under way: as long as it stands, nothing serves.

A file in the folder of the data, and on PostgreSQL a schema that the other machines see.
"""

import json
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from django.utils import timezone

from entremise.foundation.backups.ledger_file import sync_folder
from entremise.foundation.backups.queries import RESTORING_SCHEMA

from .databases import own_connection


def _mark() -> Path:
    return Path(settings.VAR) / "restoring"


def is_half_done() -> bool:
    """A restore runs, or was interrupted."""
    if _mark().exists():
        return True
    return connection.vendor == "postgresql" and RESTORING_SCHEMA in _schemas()


def _schemas() -> list[str]:
    with own_connection() as own:
        found = own.execute("SELECT nspname::text FROM pg_namespace").fetchall()
    return [str(name) for (name,) in found]


def mark(archive: str) -> None:
    """On the disk, and seen by every machine, when this returns."""
    text = json.dumps({"archive": archive, "at": timezone.now().isoformat()})
    _mark().write_text(text)
    sync_folder(_mark().parent)
    if connection.vendor == "postgresql":
        with own_connection() as own:
            own.execute(f"CREATE SCHEMA IF NOT EXISTS {RESTORING_SCHEMA}")


def unmark() -> None:
    if connection.vendor == "postgresql":
        with own_connection() as own:
            own.execute(f"DROP SCHEMA IF EXISTS {RESTORING_SCHEMA} CASCADE")
    _mark().unlink(missing_ok=True)
    sync_folder(_mark().parent)


def exit_if_half_restored() -> None:
    """SystemExit with one sentence while a restore is not finished.

    A server that does not answer now is asked again with each request
    (``backups.queries.is_site_closed``).
    """
    try:
        half_done = is_half_done()
    except psycopg.OperationalError:
        return
    if half_done:
        raise SystemExit(
            "Entremise does not start: a restore is under way, or was interrupted. Say the same"
            " entremise restore again; it begins anew."
        )
