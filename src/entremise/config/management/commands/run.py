"""``entremise run``: prepare the database, then run the web server and the worker."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from entremise.config.checks import exit_if_unsafe
from entremise.config.databases import prepare_database
from entremise.config.processes import (
    mode_sentence,
    stop_process,
    web_server_command,
)
from entremise.foundation.accounts import demo
from entremise.foundation.accounts.queries import has_users
from entremise.foundation.search.actions.rebuilding import (
    empty_index_kinds,
    rebuild_index,
)


class Command(BaseCommand):
    help = "Prepares the database and the static files, then starts the web server and the worker."
    requires_system_checks: list[str] = []
    is_empty = False  # nobody has an account

    def handle(self, *args: object, **options: object) -> None:
        exit_if_unsafe()
        self.stdout.write(mode_sentence())
        exit_if_port_taken(settings.HOST, settings.PORT)
        prepare_deployment(self.stdout.write)
        if settings.DEMO:
            fill_demo_if_empty(self.stdout.write)
        self.is_empty = not has_users()
        connections.close_all()
        raise SystemExit(run_processes(self.announce))

    def announce(self) -> None:
        self.stdout.write(f"\n{settings.BRAND_NAME} is open: {settings.SITE_URL}/")
        if settings.DEMO:
            self.stdout.write(f"Take the place of anybody:  {settings.SITE_URL}/demo/")
            self.stdout.write(
                f"Read the mails it sends:    {settings.SITE_URL}/demo/courrier/"
            )
        elif self.is_empty:
            self.stdout.write("Nobody can enter yet: entremise setup")
        self.stdout.write("Ctrl-C stops it.\n")
        self.stdout.flush()


def exit_if_port_taken(host: str, port: int) -> None:
    """Checked before the database is prepared, which may take a minute."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SystemExit(
                f"Entremise does not start: port {port} of {host} is taken. Say for instance"
                f" PORT={port + 1} make run."
            ) from error


def prepare_deployment(write: Callable[[str], object]) -> None:
    write("Preparing the database and the pages…")
    prepare_database()
    call_command("collectstatic", interactive=False, verbosity=0)
    for kind in empty_index_kinds():
        write("Writing what can be found…")
        for _step in rebuild_index(kind):
            pass


def fill_demo_if_empty(say: Callable[[str], object]) -> None:
    if demo.is_demo_filled():
        return
    if has_users():
        raise SystemExit(
            "Entremise does not start: this database holds people, and not those of the"
            " demonstration."
        )
    say("Telling two years of a fictional programme (a minute or two, once)…")
    call_command("demo", seed=7)


def run_processes(announce: Callable[[], object]) -> int:
    """Run both processes until one of them ends or somebody asks to stop.

    Returns the exit status.
    """
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    children = [
        subprocess.Popen(command, start_new_session=True)
        for command in (web_server_command(), worker_command())
    ]
    announced = False
    while not stopping and all(child.poll() is None for child in children):
        if not announced and is_listening():
            announce()
            announced = True
        time.sleep(0.2)
    failed = next(
        (child.returncode for child in children if child.poll() is not None), 0
    )
    for child in children:
        stop_process(child)
    return 0 if stopping else failed or 1


def is_listening() -> bool:
    """Whether something answers at HOST and PORT."""
    try:
        with socket.create_connection((settings.HOST, settings.PORT), timeout=1):
            return True
    except OSError:
        return False


def worker_command() -> list[str]:
    return [sys.executable, "-m", "entremise", "worker"]
