"""The words in use in one index. Plain Python: no database, no request."""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .word_families import family_root

SHARED_PREFIX_LENGTH = 4  # first letters that words of one root share


class SortedTerms:
    """A sorted list of terms, with lookups by prefix, by family and by length."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self.terms: list[str] = sorted(terms)
        self._families: dict[str, list[str]] | None = None
        self._lengths: dict[int, list[str]] | None = None

    def add(self, terms: Iterable[str]) -> None:
        fresh = list(terms)
        self.terms = sorted([*self.terms, *fresh])
        for term in fresh:
            if self._families is not None:
                self._families[family_root(term)].append(term)
            if self._lengths is not None:
                self._lengths[len(term)].append(term)

    def starting_with(self, start: str) -> Iterator[str]:
        at = bisect_left(self.terms, start)
        while at < len(self.terms) and self.terms[at].startswith(start):
            yield self.terms[at]
            at += 1

    def sharing_prefix(self, term: str) -> Iterable[str]:
        return (
            self.starting_with(term[:SHARED_PREFIX_LENGTH])
            if len(term) >= SHARED_PREFIX_LENGTH
            else ()
        )

    def of_family(self, of: str) -> list[str]:
        if self._families is None:
            self._families = defaultdict(list)
            for term in self.terms:
                self._families[family_root(term)].append(term)
        return self._families.get(of, [])

    def of_length(self, length: int, around: int) -> list[str]:
        if self._lengths is None:
            self._lengths = defaultdict(list)
            for term in self.terms:
                self._lengths[len(term)].append(term)
        near = [
            term
            for size in range(length - around, length + around + 1)
            for term in self._lengths.get(size, ())
        ]
        return sorted(near)


@dataclass
class Vocabulary:
    """Terms and how many documents they are in.

    ``#…``, ``@…`` and ``=…`` are concept terms: trades, places and whole skills.
    """

    epoch: str = ""
    changes: int = -1
    losses: int = 0
    total: int = 0  # documents
    ids: dict[str, int] = field(default_factory=dict)  # term → primary key of its Word
    # words → number of documents
    documents: dict[str, int] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    terms: SortedTerms = field(default_factory=SortedTerms)
    places: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)  # trades
    skills: dict[str, int] = field(default_factory=dict)  # whole skills

    def document_count(self, term: str) -> int:
        """How many documents contain a word or a concept term."""
        if term[0] == "#":
            return self.codes.get(term[1:], 0)
        return {"@": self.places, "=": self.skills}.get(term[0], self.documents).get(
            term, 0
        )

    def rarity(self, term: str) -> float:
        return math.log(1 + self.total / (1 + self.document_count(term)))

    def update(self, rows: Iterable[tuple[int, str, str, int]]) -> None:
        """Add or replace rows: (primary key, term, form, number of documents)."""
        fresh = []
        for pk, term, form, documents in rows:
            self.forms[term] = form
            if term[0] == "@":
                self.places[term] = documents
            elif term[0] == "=":
                self.skills[term] = documents
            elif term[0] == "#":
                self.codes[term[1:]] = documents
            else:
                if term not in self.documents:
                    fresh.append(term)
                self.documents[term] = documents
            self.ids[term] = pk
        self.terms.add(fresh)
