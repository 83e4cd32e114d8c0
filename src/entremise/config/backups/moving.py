"""Everything of an SQLite database into an empty PostgreSQL one, in one transaction.

The site is stopped and the SQLite file is not changed. Rows keep their keys; what is counted
on both sides must be equal, or nothing is kept.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from environ import Env

from entremise.config.processes import command_of_ours, is_listening
from entremise.foundation.accounts.models import User
from entremise.foundation.backups.actions import write_pending_ledger_lines
from entremise.foundation.worker.queries import is_worker_alive

from .archive import BackupError
from .making import one_at_a_time

TARGET = "move_target"
BATCH = 1000  # rows
Say = Callable[[str], object]


def move_to_postgres(url: str, say: Say) -> dict[str, int]:
    """The rows of each table. BackupError says why not; the target is then as it was."""
    source = connections[DEFAULT_DB_ALIAS]
    if source.vendor != "sqlite":
        raise BackupError("The site is on PostgreSQL already: DATABASE_URL says so.")
    if is_listening():
        raise BackupError(
            f"Something answers on port {settings.PORT}: stop the site first."
        )
    if is_worker_alive():
        raise BackupError(
            "A worker runs, or was killed less than a minute ago: stop the site first."
        )
    with one_at_a_time():
        write_pending_ledger_lines()
        target = _connect(url)
        try:
            if _has_people(target):
                raise BackupError(
                    "This PostgreSQL database holds people: give an empty one (createdb)."
                )
            say("Making the tables…")
            _migrate(url)
            # Both held: nobody writes meanwhile, and it is all or nothing.
            with transaction.atomic(), transaction.atomic(using=TARGET):
                return _copy_all(target, say)
        finally:
            target.close()
            del connections[TARGET]


def _migrate(url: str) -> None:
    """In a process of which it is the database: migrations write to that one."""
    kept = {name: v for name, v in os.environ.items() if name != "DATABASE_URL_FILE"}
    done = subprocess.run(
        [*command_of_ours("migrate"), "--no-input", "--verbosity", "0"],
        env=kept | {"DATABASE_URL": url},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"status {done.returncode}"]
        raise BackupError(said[-1])


def _connect(url: str) -> BaseDatabaseWrapper:
    values: dict[str, Any] = dict(Env.db_url_config(url))
    if not str(values.get("ENGINE")).endswith("postgresql"):
        raise BackupError("Give the address of a PostgreSQL database: postgres://…")
    template = connections.settings[DEFAULT_DB_ALIAS]
    connections.settings[TARGET] = {
        **template,
        "CONN_MAX_AGE": 0,
        **values,
        "OPTIONS": {},
    }
    return connections[TARGET]


def _has_people(target: BaseDatabaseWrapper) -> bool:
    names = target.introspection.table_names()
    return User._meta.db_table in names and User.objects.using(TARGET).exists()


def _all_models() -> list[type[models.Model]]:
    """Of every table, those of relations included, each once."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def _copy_all(target: BaseDatabaseWrapper, say: Say) -> dict[str, int]:
    tables = _all_models()
    names = [target.ops.quote_name(model._meta.db_table) for model in tables]
    with target.cursor() as cursor:
        # what the migrations wrote there comes with the rest
        cursor.execute(f"TRUNCATE {', '.join(names)} CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    counts: dict[str, int] = {}
    for model in tables:
        counts[model._meta.db_table] = _copy(model, target)
    say(f"{sum(counts.values())} rows in {len(counts)} tables; counting them again…")
    for model in tables:
        _compare(model)
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # each reference is checked here
    return counts


def _copy(model: type[models.Model], target: BaseDatabaseWrapper) -> int:
    fields = model._meta.local_concrete_fields
    quote = target.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"
    number = 0
    with target.cursor() as cursor:
        for rows in _batches(model, [field.attname for field in fields]):
            values = [
                [
                    field.get_db_prep_save(value, connection=target)
                    for field, value in zip(fields, row, strict=True)
                ]
                for row in rows
            ]
            cursor.executemany(insert, values)
            number += len(values)
    return number


def _batches(
    model: type[models.Model], names: list[str]
) -> Iterator[list[tuple[Any, ...]]]:
    rows: list[tuple[Any, ...]] = []
    stored = model._base_manager.order_by("pk").values_list(*names)
    for row in stored.iterator(chunk_size=BATCH):
        rows.append(row)
        if len(rows) == BATCH:
            yield rows
            rows = []
    if rows:
        yield rows


def _compare(model: type[models.Model]) -> None:
    here = model._base_manager.count()
    there = model._base_manager.using(TARGET).count()
    if here != there:
        raise BackupError(
            f"{model._meta.db_table} has {here} rows here and {there} there: nothing was kept."
        )
