"""A file is read at one sitting, a function at one glance. The exceptions are named, and only ever get smaller."""

import ast

from .sources import PYTHON, name, tree

FILE, FUNCTION, VIEW = 400, 60, 40
# path -> lines it may have; lower the number when the file gets smaller, never raise it.
LARGER: dict[str, int] = {}


def test_a_file_is_read_at_one_sitting() -> None:
    lines = {name(path): len(path.read_text().splitlines()) for path in PYTHON}
    assert lines
    assert [f"{file}: {many}" for file, many in lines.items() if many > LARGER.get(file, FILE)] == []


def test_a_function_is_read_at_one_glance() -> None:
    too_long, seen = [], 0
    for path in PYTHON:
        limit = VIEW if "views" in path.parts else FUNCTION
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno is not None
                seen += 1
                if node.end_lineno - node.lineno >= limit:
                    too_long.append(f"{name(path)}: {node.name}")
    assert seen
    assert too_long == []
