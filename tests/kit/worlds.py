"""Rows that several tests of a file read are written once, and copied for each of them.

``@world`` instead of ``@pytest.fixture``, on a function that builds rows and returns what
tests hold of them::

    @world
    def lyon():
        return accounts.zone("Lyon")


    @world
    def ali(lyon):
        return candidates.published_cv(candidates.candidate(lyon))

It asks for other worlds of its file and for nothing else. A test finds the worlds it asks
for and no other row; what it changes is rolled back, in the database and in what it holds,
which is a copy. ``tests/conftest.py`` gives each test its worlds, and puts tests that ask
for the same ones one after the other.
"""

import inspect
from collections.abc import Callable
from copy import deepcopy
from itertools import takewhile
from typing import Any, NamedTuple

import pytest
from django.db import connection, transaction
from django.utils import translation

from entremise.foundation.search.queries.vocabulary_cache import clear_vocabulary_cache

# module → name → what builds it, in the order of the file
_builders: dict[str, dict[str, Callable[..., Any]]] = {}


def world(build: Callable[..., Any]) -> Any:
    """A fixture: what ``build`` returns, built once for the tests that follow each other."""
    _builders.setdefault(build.__module__, {})[build.__name__] = build

    def copied(db: None, copied_worlds: dict[str, Any]) -> Any:
        return copied_worlds[build.__name__]

    copied.__doc__ = build.__doc__
    return pytest.fixture(name=build.__name__)(copied)


def worlds_asked(item: pytest.Item) -> list[str]:
    """Names of the worlds a test asks for, each after those it is made of."""
    builders = _builders.get(getattr(item, "module", item).__name__, {})
    found: list[str] = []

    def add(name: str) -> None:
        if name in builders and name not in found:
            for needed in inspect.signature(builders[name]).parameters:
                assert needed in builders, f"{name} asks for {needed}: no world"
                add(needed)
            found.append(name)

    for name in builders:
        if name in item.fixturenames:  # type: ignore[attr-defined]
            add(name)
    return found


class _Built(NamedTuple):
    name: str
    value: Any
    rows: transaction.Atomic


class WorldStack:
    """The worlds of a file that are written now, each in a savepoint of the one before."""

    def __init__(self, module: str) -> None:
        self._builders = _builders.get(module, {})
        self._built: list[_Built] = []

    def copies(self, asked: list[str]) -> dict[str, Any]:
        """Leave these worlds and no other in the database; returns a copy of each."""
        if not self._builders:
            return {}
        clear_vocabulary_cache()  # words of a test that was rolled back
        kept = takewhile(
            lambda pair: pair[0].name == pair[1], zip(self._built, asked, strict=False)
        )
        self.keep(len(list(kept)))
        for name in asked[len(self._built) :]:
            self._build(name)
        return deepcopy({one.name: one.value for one in self._built})

    def keep(self, number: int) -> None:
        """Roll back the worlds after the first ``number`` ones, the last one first."""
        while len(self._built) > number:
            _roll_back(self._built.pop().rows)

    def _build(self, name: str) -> None:
        values = {one.name: one.value for one in self._built}
        build = self._builders[name]
        rows = transaction.atomic()
        rows.__enter__()
        # as around each test: actions may ask for a transaction of their own
        connection.atomic_blocks[-1]._from_testcase = True
        try:
            with translation.override("fr"):
                value = build(
                    **{
                        needed: values[needed]
                        for needed in inspect.signature(build).parameters
                    }
                )
        except BaseException:
            _roll_back(rows)
            raise
        self._built.append(_Built(name, value, rows))


def _roll_back(rows: transaction.Atomic) -> None:
    transaction.set_rollback(True)
    rows.__exit__(None, None, None)
