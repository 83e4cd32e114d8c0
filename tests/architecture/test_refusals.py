"""A refusal on a form is shown by ``errors_in``: no view and no form catches it by hand."""

import ast
import importlib
from collections.abc import Iterator

import pytest

from entremise.foundation.kit.errors import DomainError

from .sources import PYTHON, SOURCE, parsed, relative_name

VIEWS_AND_FORMS = [
    path
    for path in PYTHON
    if {"spaces", "forms", "forms.py"} & set(path.relative_to(SOURCE).parts)
]
# Each of them catches a DomainError too.
ANYTHING = {"Exception", "BaseException"}


def refusal_names() -> set[str]:
    for path in PYTHON:
        if "class " in path.read_text() and "actions" in relative_name(path):
            name = path.relative_to(SOURCE).with_suffix("").as_posix()
            importlib.import_module(f"entremise.{name.replace('/', '.')}")

    def below(error: type) -> Iterator[type]:
        yield error
        for child in error.__subclasses__():
            yield from below(child)

    return {error.__name__ for error in below(DomainError)}


def caught_by_hand(tree: ast.AST, names: set[str]) -> list[int]:
    """Lines that catch or suppress one of these errors, or any error at all."""

    def says(node: ast.AST | None) -> bool:
        return node is not None and any(
            (isinstance(part, ast.Name) and part.id in names)
            or (isinstance(part, ast.Attribute) and part.attr in names)
            for part in ast.walk(node)
        )

    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.ExceptHandler) and (not node.type or says(node.type)))
        or (
            isinstance(node, ast.Call)
            and ast.unparse(node.func).endswith("suppress")
            and any(map(says, node.args))
        )
    ]


def test_no_view_and_no_form_catches_a_refusal() -> None:
    names = refusal_names() | ANYTHING
    assert {"EditConflict", "MoveRefused", "WrongMeetingCode"} <= names
    assert len(VIEWS_AND_FORMS) > 100
    assert {
        relative_name(path): lines
        for path in VIEWS_AND_FORMS
        if (lines := caught_by_hand(parsed(path), names))
    } == {}


@pytest.mark.parametrize(
    "handler",
    [
        "except DomainError as error",
        "except (ValueError, EditConflict)",
        "except errors.MoveRefused",
        "except Exception",
        "except",
    ],
)
def test_the_search_sees_each_way_of_catching(handler: str) -> None:
    names = refusal_names() | ANYTHING
    assert caught_by_hand(ast.parse(f"try:\n  act()\n{handler}:\n  pass"), names) == [3]
    with_suppress = "with contextlib.suppress(DomainError):\n  act()"
    assert caught_by_hand(ast.parse(with_suppress), names) == [1]
    allowed = "try:\n  act()\nexcept (ValueError, NoReverseMatch):\n  pass"
    assert caught_by_hand(ast.parse(allowed), names) == []
