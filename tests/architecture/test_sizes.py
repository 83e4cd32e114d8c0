"""A file is read at one sitting, a function at one glance. The exceptions are named, and only ever get smaller."""

import ast
from pathlib import Path

import pytest

import entremise

SOURCE = Path(entremise.__file__).parent
FILE, FUNCTION, VIEW = 400, 60, 40
# path -> lines it may have; lower the number when the file gets smaller, never raise it.
LARGER: dict[str, int] = {}
FILES = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_file_is_read_at_one_sitting(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    assert lines <= LARGER.get(_name(path), FILE)


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_function_is_read_at_one_glance(path: Path) -> None:
    limit = VIEW if "views" in path.parts else FUNCTION
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < limit, f"{node.name} is too long"
