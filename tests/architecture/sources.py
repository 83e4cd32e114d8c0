"""Source files, read once by the tests of this folder."""

import ast
from functools import cache
from pathlib import Path

import entremise

SOURCE = Path(entremise.__file__).parent
PYTHON = [
    path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts
]
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html")) + sorted(
    SOURCE.rglob("templates/**/*.txt")
)


def relative_name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())
