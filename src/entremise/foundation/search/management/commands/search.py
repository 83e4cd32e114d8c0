"""``entremise search rebuild``: write all indexes again from what is published now."""

import sys
import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from entremise.foundation.search.actions.rebuilding import index_kinds, rebuild_index

WIDTH = 30


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["rebuild"])

    def handle(self, *args: object, **options: object) -> None:
        for kind in index_kinds():
            began, total = time.monotonic(), 0
            for done, total in rebuild_index(kind):
                self.progress(kind, done, total)
            spent = time.monotonic() - began
            self.stdout.write(f"{kind}: {total} written in {spent:.1f} s")

    def progress(self, kind: str, done: int, total: int) -> None:
        if sys.stderr.isatty():
            bar = "█" * (WIDTH * done // total)
            self.stderr.write(
                f"\r{kind} {bar:░<{WIDTH}} {done}/{total}",
                ending="\n" if done == total else "",
            )
