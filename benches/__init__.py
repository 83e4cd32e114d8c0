"""Benchmarks that anyone can repeat, one module each: ``entremise bench NAME``.

A module has ``HELP`` (one line), ``add_arguments(parser)`` and ``run(command, **options)``, which
writes its figures to ``command.stdout``.
"""

import pkgutil
from importlib import import_module
from types import ModuleType


def load_benches() -> dict[str, ModuleType]:
    """Modules of this package by name, without the sub-package ``load``."""
    return {
        module.name: import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
        if not module.ispkg
    }
