"""Reach the database and bring it up to date, with one sentence when that cannot be done."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from entremise.foundation.search.actions.rebuilding import empty_index_kinds

from .translations import compile_catalogues

CONNECT_TIMEOUT = 5  # seconds
# Migrations began again after this one, which every older database has.
STEP_OF_BEFORE = ("kit", "0001_initial")


def prepare_database() -> None:
    """Make what is missing in the database, and the catalogues of sentences.

    SystemExit with one sentence when the database does not answer or is too old.
    """
    settings.VAR.mkdir(parents=True, exist_ok=True)
    exit_if_unreachable()
    compile_catalogues()
    if is_behind() or any(empty_index_kinds()):
        call_command("migrate", interactive=False, verbosity=0)


def is_behind() -> bool:
    """Whether a migration of the installed version was not applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def exit_if_unprepared() -> None:
    """SystemExit with one sentence when the database does not answer or has not every table."""
    exit_if_unreachable()
    if is_behind():
        raise SystemExit(
            "Entremise cannot do this: the database is not up to date. entremise setup prepares a"
            " new one, entremise migrate one that holds people."
        )


def exit_if_unreachable() -> None:
    """Asked without the pool of connections, which would wait for half a minute."""
    values = connection.get_connection_params()
    driver: Any = connection.Database  # type: ignore[attr-defined]
    if connection.vendor == "postgresql":
        values["connect_timeout"] = CONNECT_TIMEOUT
    try:
        driver.connect(**values).close()
    except driver.Error as error:
        where = connection.settings_dict["HOST"] or connection.settings_dict["NAME"]
        why = str(error).strip().splitlines() or [type(error).__name__]
        raise SystemExit(
            f"Entremise cannot reach its database ({where}): {why[0].strip().rstrip('.')}."
            " Check DATABASE_URL, and ENTREMISE_VAR when it is a file."
        ) from error
