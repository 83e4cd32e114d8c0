"""What another search engine would have to implement, as protocols.

Beyond these, ``facet_filter_sql`` reads the tables of the index: people chosen by filters
alone are joined to their rank in the fair order inside the database. With another engine
they would be the keys of ``search_index`` without words, sorted afterwards.
``InMemoryIndex`` needs no engine, and ``full_matches`` is ``search_index`` among a few keys.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol


class EngineResults(Protocol):
    """Keys, the best first. Equal results have the same number in ``ties``."""

    @property
    def keys(self) -> list[str]: ...
    @property
    def ties(self) -> list[int]: ...
    @property
    def understood(self) -> str: ...
    @property
    def alike(self) -> bool: ...
    @property
    def terms(self) -> frozenset[str]: ...


class IndexWriter(Protocol):
    """Writes in the caller's transaction."""

    def index_document(
        self,
        kind: str,
        key: str,
        fields: Mapping[str, str],
        *,
        facets: Mapping[str, Iterable[str]],
        codes: Mapping[str, float] | None = None,
    ) -> None: ...

    def index_in_batches(self, kind: str, entries: Iterable[Any]) -> Iterator[int]: ...

    def remove_document(self, kind: str, key: str) -> None: ...


class IndexReader(Protocol):
    """Corrects typing errors; gives the same results in the same order with any engine."""

    def search_index(
        self,
        kind: str,
        text: str,
        *,
        facets: Mapping[str, Iterable[str]] | None = None,
        exact: bool = False,
        around: int = 0,
    ) -> EngineResults: ...

    def suggest_words(self, kind: str, prefix: str, *, limit: int = 8) -> list[str]: ...

    def facet_counts(
        self, kind: str, names: Iterable[str], *, chosen: Mapping[str, Iterable[str]]
    ) -> dict[str, dict[str, int]]: ...

    def facets_by_key(
        self, kind: str, names: Collection[str], keys: Collection[str]
    ) -> dict[str, tuple[str, ...]]: ...
