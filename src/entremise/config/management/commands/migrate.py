"""``entremise migrate``: Django's command, one at a time, then what can be found is written.

Refused by databases of before the first release.
"""

from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from entremise.config.databases import STEP_OF_BEFORE
from entremise.config.preparation import (
    index_what_is_empty,
    one_migration_at_a_time,
)

# Made by their very first step, should they have been stopped before the other.
TABLE_OF_BEFORE = "accounts_signin"


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        database = connections[options["database"]]
        exit_if_made_before(database)
        with one_migration_at_a_time(database):
            super().handle(*args, **options)
            if not (
                options["app_label"] or options["plan"] or options["check_unapplied"]
            ):
                index_what_is_empty(self.stdout.write)


def exit_if_made_before(connection: BaseDatabaseWrapper) -> None:
    """Exit with one line that says how to make the database again, when it is too old."""
    steps = MigrationRecorder(connection).applied_migrations()
    tables = connection.introspection.table_names()
    if STEP_OF_BEFORE not in steps and TABLE_OF_BEFORE not in tables:
        return
    raise SystemExit(
        "Entremise does not start: this database was made by an older version, whose tables"
        f" cannot be brought up to date; it must be made again. {_way_to_begin_again(connection)}"
    )


def _way_to_begin_again(connection: BaseDatabaseWrapper) -> str:
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        # what was not yet written into the file waits in two files beside it
        way = f"Remove {name}, {name}-wal and {name}-shm, then start again"
    else:
        way = f"Say dropdb {name} and createdb {name}, then start again"
    if settings.DEMO:
        return f"{way}: the demonstration is filled anew."
    return f"{way}; what it holds is lost, so keep a copy if you need it."
