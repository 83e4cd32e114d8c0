"""What the database says of the deployment, read without ever waiting for long.

The reading has a thread and a connection of its own: a database that hangs keeps one
thread, not the requests that ask. Who asks while a reading runs shares its answer.
"""

import functools
import os
import socket
import threading
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from entremise.foundation.backups.queries import last_backup
from entremise.foundation.outbox.queries import ChannelQueue, channel_queues
from entremise.foundation.worker.models import JobRun
from entremise.foundation.worker.queries import all_job_runs, worker_last_seen

TIMEOUT = 3.0  # seconds


@dataclass(frozen=True)
class DatabaseFacts:
    missing_migrations: int
    # not read when a migration is missing: the tables may not be there
    worker_seen_at: datetime | None = None
    queues: list[ChannelQueue] = field(default_factory=list)
    jobs: list[JobRun] = field(default_factory=list)
    last_backup_at: datetime | None = None


def read_database() -> DatabaseFacts | None:
    """None when the database refuses, or does not answer within TIMEOUT seconds."""
    return _probe.ask()


class _Reading:
    def __init__(self) -> None:
        self.facts: DatabaseFacts | None = None
        self.ended = threading.Event()
        self.connection: BaseDatabaseWrapper | None = None
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        try:
            self.connection = _own_connection()
            connections["default"] = self.connection  # in this thread only
            self.facts = _read()
        except Exception:  # whatever the driver says: there is no answer
            self.facts = None
        finally:
            try:
                if self.connection is not None:
                    self.connection.close()
            except Exception:  # noqa: S110  (broken by ``interrupt``)
                pass
            self.ended.set()

    def interrupt(self) -> None:
        """Break a connection to PostgreSQL that does not answer, so that the thread ends."""
        driver: Any = self.connection and self.connection.connection
        pgconn: Any = getattr(driver, "pgconn", None)
        try:
            with socket.socket(fileno=os.dup(pgconn.socket)) as copy:
                copy.shutdown(socket.SHUT_RDWR)
        except Exception:  # it ended meanwhile, or is no such connection
            return


class _Probe:
    """One reading at a time in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reading: _Reading | None = None

    def ask(self) -> DatabaseFacts | None:
        with self._lock:
            if self._reading is None or self._reading.ended.is_set():
                self._reading = _Reading()
            reading = self._reading
        if not reading.ended.wait(TIMEOUT):
            reading.interrupt()
            return None
        return reading.facts


_probe = _Probe()


def _own_connection() -> BaseDatabaseWrapper:
    """Beside the pool, whose connections may all be waiting."""
    values = deepcopy(connections.settings["default"])
    values["CONN_MAX_AGE"] = 0
    options = values["OPTIONS"]
    if values["ENGINE"].endswith("sqlite3"):
        options["timeout"] = TIMEOUT
    else:
        options.pop("pool", None)
        options["connect_timeout"] = int(TIMEOUT)
    own = connections.create_connection("default")
    return type(own)(values, "default")


def _read() -> DatabaseFacts:
    applied = MigrationRecorder(connections["default"]).applied_migrations()
    missing = _newest_migrations() - set(applied)
    if missing:
        return DatabaseFacts(len(missing))
    backup = last_backup()
    return DatabaseFacts(
        0,
        worker_last_seen(),
        channel_queues(),
        all_job_runs(),
        backup.made_at if backup else None,
    )


@functools.cache
def _newest_migrations() -> frozenset[tuple[str, str]]:
    """The last ones of each app in the installed code, which does not change while it runs."""
    loader = MigrationLoader(None)
    return frozenset(loader.graph.leaf_nodes())
