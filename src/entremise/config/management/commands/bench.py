"""``entremise bench NAME``:

what this machine can do, measured; the figures of docs/benchmarks.md come from here.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from entremise.config.benches import benches


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = parser.add_subparsers(dest="bench", required=True)
        for name, bench in benches().items():
            bench.add_arguments(names.add_parser(name, help=bench.HELP))

    def handle(self, *args: Any, bench: str, **options: Any) -> None:
        benches()[bench].run(self, **options)
