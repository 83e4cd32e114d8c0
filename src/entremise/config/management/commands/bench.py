"""``entremise bench NAME``: run a benchmark; results are in docs/benchmarks.md.

Benches are in ``benches/`` of a clone; an installed package has none.
"""

import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

CLONE = Path(__file__).resolve().parents[5]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = parser.add_subparsers(dest="bench", required=True)
        for name, bench in _benches().items():
            bench.add_arguments(names.add_parser(name, help=bench.HELP))

    def handle(self, *args: object, bench: str, **options: object) -> None:
        _benches()[bench].run(self, **options)


def _benches() -> dict[str, Any]:
    """The modules of ``benches/``, by name."""
    if not (CLONE / "benches" / "__init__.py").exists():
        raise SystemExit(
            "The benches are not installed: run this command from a clone of the source."
        )
    if str(CLONE) not in sys.path:
        sys.path.insert(0, str(CLONE))
    benches: dict[str, Any] = import_module("benches").load_benches()
    return benches
