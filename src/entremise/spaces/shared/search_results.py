"""Search results of the team and of coaches.

A hit is one line; ``HitHighlighter`` marks the words that matched and adds up to 2 matching
lines of its index entry.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest

from entremise.foundation.kit.text import clean_line
from entremise.foundation.search.analysis.highlighting import (
    HighlightedText,
    excerpt_around,
    highlight_pieces,
)
from entremise.foundation.search.analysis.text import tokenize
from entremise.foundation.search.analysis.weighting import (
    FIELD_WEIGHTS,
    IndexEntry,
    concept_terms,
)
from entremise.foundation.search.queries.vocabulary_cache import trade_thesaurus

MAX_MATCHING_LINES = 2
MAX_QUERY_LENGTH = 200  # characters
MAX_LINE_LENGTH = 140  # characters


@dataclass(frozen=True)
class SearchHit:
    """Something found, as one line."""

    label: str
    about: str  # one line that tells it from another
    url: str
    state: str = ""


@dataclass(frozen=True)
class HighlightedHit:
    """A hit with the words that matched marked."""

    label: HighlightedText
    about: HighlightedText
    url: str
    state: str
    matching_lines: tuple[HighlightedText, ...]
    matches_in_file_only: bool  # matched by a field that no list may show


@dataclass(frozen=True)
class HitGroup:
    name: str
    label: str
    rows: list[HighlightedHit]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > len(self.rows)


class SearchOutcome(Protocol):
    """``understood``: what was searched instead when a word was guessed; ``alike``: near hits."""

    @property
    def understood(self) -> str: ...
    @property
    def alike(self) -> bool: ...


OutcomeT = TypeVar("OutcomeT", bound=SearchOutcome)


def prefer_exact_outcomes(outcomes: Iterable[OutcomeT]) -> list[OutcomeT]:
    """Outcomes for the words as typed; only without any, those where a word was guessed."""
    outcomes = list(outcomes)
    as_typed = [one for one in outcomes if not one.understood and not one.alike]
    return as_typed or [one for one in outcomes if not one.alike] or outcomes


def complete_last_word(typed: str, phrase: str) -> str:
    """``typed`` with ``phrase`` instead of its last word and of words that ``phrase`` repeats."""
    tokens = set(tokenize(phrase))
    return " ".join(
        [
            *(word for word in typed.split()[:-1] if not tokens & set(tokenize(word))),
            phrase,
        ]
    )


def search_query_in(request: HttpRequest) -> str:
    return clean_line(request.GET.get("q", ""))[:MAX_QUERY_LENGTH]


def suggestion_links(typed: str, phrases: Iterable[str]) -> list[tuple[str, str]]:
    """Other searches to propose: (text, query string) of each."""
    lines = dict.fromkeys(complete_last_word(typed, phrase) for phrase in phrases)
    return [
        (line, urlencode({"q": line}))
        for line in lines
        if line.casefold() != typed.casefold()
    ]


def search_page_context(
    space: str, typed: str, results: object, phrases: Iterable[str]
) -> dict[str, object]:
    """What ``kit/search_page.html`` reads. ``results``: None until something was typed."""
    return {
        "page_base": f"{space}/base.html",
        "typed": typed,
        "results": results,
        "lines": suggestion_links(typed, phrases),
        "exactly": urlencode({"q": typed, "exact": ""}),
        "same_words": urlencode({"q": typed}),
    }


def join_details(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


class HitHighlighter:
    """Marks the words of a search in its hits."""

    def __init__(self, terms: frozenset[str]) -> None:
        self._terms, self._trades = terms, trade_thesaurus()

    def highlight(
        self,
        hit: SearchHit,
        entry: IndexEntry | None,
        *,
        withheld: Collection[str] = (),
    ) -> HighlightedHit:
        """``entry``: the fields it was found by; ``withheld``: those that no list may show."""
        label, about = (
            highlight_pieces(hit.label, self._terms),
            highlight_pieces(hit.about, self._terms),
        )
        fields = (
            {
                field: text
                for field, text in entry.fields.items()
                if field not in withheld
            }
            if entry
            else {}
        )
        lines = tuple(
            islice(
                self._matching_lines(fields, shown=f"{hit.label} · {hit.about}"),
                MAX_MATCHING_LINES,
            )
        )
        in_file_only = (
            bool(withheld)
            and not lines
            and not any(answers for _piece, answers in (*label, *about))
        )
        return HighlightedHit(label, about, hit.url, hit.state, lines, in_file_only)

    def _matching_lines(
        self, fields: dict[str, str], *, shown: str
    ) -> Iterator[HighlightedText]:
        """Lines that hold a word searched, or name the trade or the place that was."""
        for field in FIELD_WEIGHTS:
            for line in filter(None, dict.fromkeys(fields.get(field, "").splitlines())):
                if line in shown:
                    continue
                pieces = highlight_pieces(
                    excerpt_around(line, self._terms, MAX_LINE_LENGTH), self._terms
                )
                if (
                    any(answers for _piece, answers in pieces)
                    or self._concept_terms(field, line) & self._terms
                ):
                    yield pieces

    def _concept_terms(self, field: str, line: str) -> set[str]:
        return set(concept_terms({field: line}, {}, self._trades))
