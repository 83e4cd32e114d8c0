"""``entremise run``: ``migrate``, ``web`` and ``worker`` together, watched."""

import socket
from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from entremise.config.backups.half_done import exit_if_half_restored
from entremise.config.checks import exit_if_unsafe, old_settings
from entremise.config.databases import exit_if_unreachable, prepare_database
from entremise.config.preparation import prepare_pages
from entremise.config.processes import (
    answers,
    command_of_ours,
    is_listening,
    mode_sentence,
    supervise,
    web_server_command,
)
from entremise.foundation.accounts import demo
from entremise.foundation.accounts.queries import has_users
from entremise.foundation.association.queries import current_settings


class Command(BaseCommand):
    help = "Prepares the database and the static files, then starts the web server and the worker."
    requires_system_checks: list[str] = []
    is_empty = False  # nobody has an account

    def handle(self, *args: object, **options: object) -> None:
        exit_if_unsafe()
        for warning in old_settings(settings):
            self.stderr.write(warning)
        self.stdout.write(mode_sentence())
        exit_if_port_taken(settings.HOST, settings.PORT)
        self.stdout.write("Preparing the database and the pages…")
        exit_if_unreachable()
        exit_if_half_restored()
        prepare_database()
        if settings.DEMO:
            fill_demo_if_empty(self.stdout.write)
        prepare_pages()
        name = current_settings().site_name
        self.is_empty = not has_users()
        connections.close_all()
        commands = {"web": web_server_command(), "worker": command_of_ours("worker")}
        announcement = Announcement(lambda: self.announce(name))
        raise SystemExit(
            supervise(
                commands,
                say=self.say,
                every_look=announcement.look,
                is_first_ready=answers,
            )
        )

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def announce(self, name: str) -> None:
        self.stdout.write(f"\n{name} is open: {settings.SITE_URL}/")
        here = f"{settings.HOST}:{settings.PORT}"
        if here not in settings.SITE_URL:
            self.stdout.write(f"The web server in front finds it at http://{here}/")
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


class Announcement:
    """Says once that the site is open, when it is."""

    def __init__(self, announce: Callable[[], object]) -> None:
        self.announce = announce
        self.made = False

    def look(self) -> None:
        if not self.made and is_listening():
            self.announce()
            self.made = True
