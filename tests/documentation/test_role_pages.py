"""What the pages for each role quote is written on a screen, in these words."""

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs/roles").glob("*.md"))
QUOTED = re.compile("«\u00a0(.+?)\u00a0»", re.S)


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Each French sentence of the sources."""
    catalogue = ROOT / "src/entremise/locale/en/LC_MESSAGES/django.po"
    return {entry.msgid for entry in polib.pofile(str(catalogue))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_quotes_is_on_a_screen(page: Path, said: set[str]) -> None:
    quoted = {" ".join(found.split()) for found in QUOTED.findall(page.read_text())}
    # a path through two screens: « Mes données → copie »
    parts = {part for quote in quoted for part in quote.split(" → ")}
    assert parts
    assert parts - said == set()
