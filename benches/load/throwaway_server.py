"""Runs a bench on a temporary database and a real server (2 workers).

Memory in megabytes, processor time in seconds.
"""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from entremise.config.processes import stop_process, web_server_command
from entremise.config.translations import compile_catalogues

INSIDE_VARIABLE = "ENTREMISE_BENCH_HOUSE"  # set in the process that runs inside
# The readers of a bench all come from one address: the scraper guard must let them read.
SERVER_ENVIRONMENT = {
    INSIDE_VARIABLE: "1",
    "ENTREMISE_MODE": "demo",
    "READERS_BURST": "1000000000",
    "MOST_PEOPLE_AN_HOUR": "1000000000",
}


_server_pid: list[int] = []


def is_in_throwaway_environment() -> bool:
    return INSIDE_VARIABLE in os.environ


def rerun_in_throwaway_environment() -> int:
    """Run this command again, with a temporary database and folder; return its exit status."""
    folder = Path(tempfile.mkdtemp(prefix="entremise-bench-"))
    try:
        with _database() as address:
            environment = (
                os.environ
                | SERVER_ENVIRONMENT
                | {"ENTREMISE_VAR": str(folder), "PORT": str(_free_port())}
            )
            for name, value in (
                ("DATABASE_URL", address),
                ("SITE_URL", ""),
                ("ALLOWED_HOSTS", ""),
            ):
                environment.pop(name, None)
                if value:
                    environment[name] = value
            child = subprocess.Popen(
                [sys.executable, "-m", "entremise", *sys.argv[1:]], env=environment
            )
            try:
                return child.wait()
            except KeyboardInterrupt:
                child.send_signal(signal.SIGINT)
                return child.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _database() -> Iterator[str]:
    """A new database on the configured server; with SQLite, a file of the new folder."""
    if connection.vendor != "postgresql":
        yield ""
        return
    here = connection.settings_dict
    name = f"entremise_bench_{secrets.token_hex(4)}"
    host, port = here["HOST"] or "127.0.0.1", here["PORT"] or 5432
    address = f"postgres://{here['USER']}:{here['PASSWORD']}@{host}:{port}"
    with psycopg.connect(f"{address}/{here['NAME']}", autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{address}/{name}"
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare_database() -> None:
    compile_catalogues()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


@contextlib.contextmanager
def running_server() -> Iterator[int]:
    """A server started as ``entremise run`` does, with two workers; yields its process id."""
    connections.close_all()
    child = subprocess.Popen(web_server_command(), start_new_session=True)
    try:
        for _ in range(300):
            with (
                contextlib.suppress(OSError),
                socket.create_connection(("127.0.0.1", settings.PORT), timeout=1),
            ):
                break
            time.sleep(0.1)
        time.sleep(2)  # the second worker
        _server_pid.append(child.pid)
        yield child.pid
    finally:
        stop_process(child)


def workers_cpu_seconds() -> float:
    """Processor time used so far by the worker processes."""
    ticks = 0
    for pid in _workers(_server_pid[-1]):
        with contextlib.suppress(OSError):
            said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(said[11]) + int(said[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def own_cpu_seconds() -> float:
    """Processor time used so far by this process, and by its PostgreSQL process if it runs here."""
    used = time.process_time()
    if connection.vendor == "postgresql" and connection.settings_dict["HOST"] in (
        "",
        "localhost",
        "127.0.0.1",
    ):
        connection.ensure_connection()
        with contextlib.suppress(OSError):
            used += (
                int(
                    Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
                    .read_text()
                    .split()[0]
                )
                / 1e9
            )
    return used


def _workers(server: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == server:
                found.append(int(stat.parent.name))
    return found


def workers_memory_mb(pid: int) -> list[float]:
    """Memory of each worker process."""
    found = []
    for worker in _workers(pid):
        with contextlib.suppress(OSError):
            found.append(process_memory_mb(worker))
    return [megabytes for megabytes in found if megabytes > 40]


def process_memory_mb(pid: int) -> float:
    """Memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def database_size_mb() -> float:
    """Size of the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute(
                "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
            )
        return float(cursor.fetchone()[0]) / 2**20


def tables_size_mb(prefix: str) -> float | None:
    """Size of the tables whose name starts so, with their indexes; None where it is not known."""
    with connection.cursor() as cursor:
        try:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT SUM(pg_total_relation_size(c.oid)) FROM pg_class c"
                    " WHERE c.relkind = 'r' AND c.relname LIKE %s",
                    [prefix + "%"],
                )
            else:
                cursor.execute(
                    "SELECT SUM(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN"
                    " (SELECT name FROM sqlite_master WHERE tbl_name LIKE %s)",
                    [prefix + "%"],
                )
        except Exception:
            return None
        row = cursor.fetchone()
    return float(row[0]) / 2**20 if row and row[0] else None
