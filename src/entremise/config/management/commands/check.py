"""``entremise check``: everything that is wrong with this installation, in sentences.

With an argument (``--deploy``, ``--tag``, the name of an app), it is Django's command.
"""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import check

from entremise.config.checks import old_settings
from entremise.config.checkup import faults


class Command(check.Command):
    help = "Says what is wrong with this installation and what to do; one line when all is well."

    def handle(self, *args: Any, **options: Any) -> None:
        asked = ("tags", "list_tags", "deploy", "databases")
        if args or any(options[name] for name in asked):
            super().handle(*args, **options)
            return
        self.check()
        for warning in old_settings(settings):
            self.stderr.write(f"* {warning}")
        found = list(faults())
        if found:
            raise CommandError("\n".join(f"* {fault}" for fault in found))
        self.stdout.write("All is well.")
