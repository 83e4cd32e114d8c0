"""Actions and queries have the names and parameters of the interface."""

import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import Any

import pytest

from entremise.foundation.search import actions, queries
from entremise.foundation.search.interface import (
    EngineResults,
    IndexReader,
    IndexWriter,
)
from entremise.foundation.search.queries.searching import SearchResults


def functions_of(package: ModuleType) -> dict[str, Any]:
    """The public functions of all modules of a package, by name."""
    modules = [
        importlib.import_module(f"{package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(package.__path__)
    ]
    return {
        name: thing
        for module in modules
        for name, thing in vars(module).items()
        if getattr(thing, "__module__", "") == module.__name__
    }


def asked(protocol: type) -> dict[str, object]:
    return {
        name: value
        for name, value in vars(protocol).items()
        if not name.startswith("_")
    }


@pytest.mark.parametrize(
    ("protocol", "package"), [(IndexWriter, actions), (IndexReader, queries)]
)
def test_ours_answers_to_the_interface(protocol: type, package: ModuleType) -> None:
    assert asked(protocol)
    for name, method in asked(protocol).items():
        wanted = dict(inspect.signature(method).parameters)
        wanted.pop("self")
        given = inspect.signature(functions_of(package)[name]).parameters
        assert [(p.name, p.kind, p.default) for p in wanted.values()] == [
            (p.name, p.kind, p.default) for p in given.values()
        ], name


def test_what_is_found_is_what_the_interface_says() -> None:
    assert not [
        name for name in asked(EngineResults) if not hasattr(SearchResults([]), name)
    ]
