"""One word, one thing: a class name stands once, and the glossary speaks of what exists."""

import ast
import re
from collections import defaultdict

from tests.architecture.contracts import ROOT
from tests.architecture.sources import PYTHON, SOURCE, parsed, relative_name

# Names that Django gives a meaning to.
BY_DJANGO = {"Meta", "Command"}
GLOSSARIES = ("docs/domain.md", "docs/glossary.md")
CODE = re.compile(r"`([^`]+)`")


def test_no_class_name_stands_twice() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in PYTHON:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef) and node.name not in BY_DJANGO:
                places[node.name].append(relative_name(path))
    assert places
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_every_term_of_the_glossaries_exists() -> None:
    terms = [term for page in GLOSSARIES for term in _terms(page)]
    assert len(terms) > 50
    known = _known_names()
    assert [term for term in terms if not _exists(term, known)] == []


def _terms(page: str) -> list[str]:
    """What stands between backticks in the column of the code."""
    terms: list[str] = []
    for line in (ROOT / page).read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and "---" not in line:
            terms += CODE.findall(cells[1])
    return terms


def _exists(term: str, known: dict[str, set[str]]) -> bool:
    """``Class``, ``Class.attribute``, ``module.name``, ``Class(member)`` or ``function(…)``."""
    name, _, inside = term.rstrip(")").partition("(")
    first, *rest = name.split(".")
    if first not in known:
        return False
    if first[0].isupper():
        if rest and rest[0] not in known[first]:
            return False
    elif not all(part in known for part in rest):
        return False
    return not re.fullmatch(r"\w+", inside) or inside.upper() in _all_members(known)


def _all_members(known: dict[str, set[str]]) -> set[str]:
    return set().union(*known.values())


def _known_names() -> dict[str, set[str]]:
    """Every module, class, function and constant of the source, with what a class holds."""
    known: dict[str, set[str]] = defaultdict(set)
    for path in PYTHON:
        for part in path.relative_to(SOURCE).with_suffix("").parts:
            known[part] |= set()
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                known[node.name] |= _names_in(node)
            elif isinstance(node, ast.FunctionDef):
                known[node.name] |= set()
        known |= {name: known[name] for name in _names_in(parsed(path))}
    return known


def _names_in(node: ast.Module | ast.ClassDef) -> set[str]:
    names: set[str] = set()
    for part in node.body:
        if isinstance(part, ast.FunctionDef | ast.ClassDef):
            names.add(part.name)
        elif isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            names.add(part.target.id)
        elif isinstance(part, ast.Assign):
            names |= {t.id for t in part.targets if isinstance(t, ast.Name)}
    return names
