"""Départements and regions: somebody who works in the 69 is found by Rhône and by Auvergne-Rhône-Alpes."""

from functools import cache
from pathlib import Path


@cache
def departements() -> dict[str, tuple[str, str]]:
    """Code → (name, region)."""
    lines = (Path(__file__).parent / "data" / "departements.tsv").read_text().splitlines()
    return {code: (name, region) for code, name, region in (line.split("\t") for line in lines)}


def around(code: str) -> list[str]:
    """The names under which a département is looked for: its code, its name, its region."""
    return [code, *departements().get(code, ())]
