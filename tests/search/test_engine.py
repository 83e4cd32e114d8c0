"""The index is what its interface says: the same names, the same parameters."""

import inspect

import pytest

from entremise.foundation.search import actions, queries
from entremise.foundation.search.engine import EngineResults, IndexReader, IndexWriter


def asked(protocol: type) -> dict[str, object]:
    return {
        name: value
        for name, value in vars(protocol).items()
        if not name.startswith("_")
    }


@pytest.mark.parametrize(
    ("protocol", "module"), [(IndexWriter, actions), (IndexReader, queries)]
)
def test_ours_answers_to_the_interface(protocol: type, module: object) -> None:
    assert asked(protocol)
    for name, method in asked(protocol).items():
        wanted = dict(inspect.signature(method).parameters)
        wanted.pop("self")
        given = inspect.signature(getattr(module, name)).parameters
        assert [(p.name, p.kind, p.default) for p in wanted.values()] == [
            (p.name, p.kind, p.default) for p in given.values()
        ], name


def test_what_is_found_is_what_the_interface_says() -> None:
    assert not [
        name
        for name in asked(EngineResults)
        if not hasattr(queries.SearchResults([]), name)
    ]
