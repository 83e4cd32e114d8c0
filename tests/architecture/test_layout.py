"""Pages are read without scrolling sideways: by those who write them too."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.stylesheets import beautified

from .sources import SOURCE, relative_name

LONGEST = 140
LAID_OUT = (".html", ".txt", ".css", ".js", ".typ")


def _laid_out() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*") if path.suffix in LAID_OUT)


def _too_long(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        if len(line) > LONGEST:
            yield f"{relative_name(path)}:{number}: {len(line)}"


def test_no_line_of_a_template_or_a_style_sheet_is_too_long() -> None:
    assert {path.suffix for path in _laid_out()} == set(LAID_OUT)
    assert [fault for path in _laid_out() for fault in _too_long(path)] == []


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.css")), ids=relative_name)
def test_a_style_sheet_says_one_thing_a_line(path: Path) -> None:
    assert beautified(path.read_text()) == path.read_text()
