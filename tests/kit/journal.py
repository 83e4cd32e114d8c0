"""Lets the test runner empty the journal, whose rows triggers protect.

Needed on SQLite only: PostgreSQL truncates, which no trigger of ours sees.
"""

from typing import Any

from django.db.backends.sqlite3.base import DatabaseOperations

from entremise.foundation.journal.migrations import _triggers

_sql_flush = DatabaseOperations.sql_flush


def _flush_with_journal(
    self: DatabaseOperations, *args: Any, **kwargs: Any
) -> list[str]:
    return [
        *_triggers.sqlite_drop(),
        *_sql_flush(self, *args, **kwargs),
        *_triggers.sqlite_create(),
    ]


def let_tests_flush() -> None:
    DatabaseOperations.sql_flush = _flush_with_journal  # type: ignore[method-assign]
