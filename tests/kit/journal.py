"""How the test runner empties the database after a test that commits.

The journal's triggers, which protect its rows, are set aside meanwhile. Content types and
permissions, which come from the models alone, stay: Django would write the same ones again
after each test. PostgreSQL deletes rows, where Django would truncate a hundred tables, most
of them empty: a file made anew for each.
"""

from typing import Any

from django.core.management.commands import flush
from django.db.backends.base.introspection import BaseDatabaseIntrospection
from django.db.backends.postgresql.operations import (
    DatabaseOperations as PostgresOperations,
)
from django.db.backends.sqlite3.base import DatabaseOperations

from entremise.foundation.journal.migrations import _triggers

FROM_THE_MODELS = {"django_content_type", "auth_permission"}
_sql_flush = DatabaseOperations.sql_flush
_tables_to_empty = BaseDatabaseIntrospection.django_table_names


def _flush_with_journal(
    self: DatabaseOperations, *args: Any, **kwargs: Any
) -> list[str]:
    return [
        *_triggers.sqlite_drop(),
        *_sql_flush(self, *args, **kwargs),
        *_triggers.sqlite_create(),
    ]


def _delete_rows(
    self: PostgresOperations, style: Any, tables: list[str], **kwargs: Any
) -> list[str]:
    """As ``replica``, neither triggers nor foreign keys look: order does not matter."""
    return [
        "SET LOCAL session_replication_role = replica;"
        + "".join(f"DELETE FROM {self.quote_name(name)};" for name in tables)
        + "SET LOCAL session_replication_role = origin"
    ]


def _tables_written_by_tests(
    self: BaseDatabaseIntrospection, *args: Any, **kwargs: Any
) -> list[str]:
    return [
        name
        for name in _tables_to_empty(self, *args, **kwargs)
        if name not in FROM_THE_MODELS
    ]


def let_tests_flush() -> None:
    BaseDatabaseIntrospection.django_table_names = _tables_written_by_tests  # type: ignore[method-assign]
    flush.emit_post_migrate_signal = lambda *_, **__: None
    DatabaseOperations.sql_flush = _flush_with_journal  # type: ignore[method-assign]
    PostgresOperations.sql_flush = _delete_rows  # type: ignore[method-assign]
