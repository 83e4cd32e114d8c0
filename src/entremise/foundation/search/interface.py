"""What another search engine would have to do to stand behind ours.

One thing more reads the index's own tables: people chosen by filters alone, in the fair
order, are joined to their rank inside the database (``having_sql``). With another engine
they would be the keys of ``find`` without words, put in order. ``Few`` needs no engine, and
``answering`` is ``find`` among a few keys.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol


class EngineResults(Protocol):
    """Keys, the best first; equals carry the same number in ``ties`` and may be reordered."""

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
    """In the transaction of the fact: published and findable, withdrawn and gone, at once."""

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
    """Forgives, and gives the same answers in the same order whatever stands behind."""

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
