"""``entremise web``: the web server alone; the tables are ready (``entremise migrate``)."""

import os

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from entremise.config.backups.half_done import exit_if_half_restored
from entremise.config.checks import exit_if_unsafe, old_settings
from entremise.config.preparation import prepare_pages
from entremise.config.processes import web_server_command


class Command(BaseCommand):
    help = "Gathers the static files, then becomes the web server."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        exit_if_unsafe()
        for warning in old_settings(settings):
            self.stderr.write(warning)
        exit_if_half_restored()
        prepare_pages()
        connections.close_all()
        self.stdout.flush()
        command = web_server_command()
        os.execv(command[0], command)  # signals reach the server itself
