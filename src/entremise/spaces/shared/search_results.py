"""What is found behind the scenes, by sort, with the words that answer: the same rows for
the team and for coaches.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol, TypeVar
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

MAX_MATCHING_LINES = 2  # lines of what answers, beside the name
MAX_QUERY_LENGTH = 200  # letters
MAX_LINE_LENGTH = 140  # letters of one


@dataclass(frozen=True)
class SearchHit:
    label: str
    about: str  # one line that tells it from another
    url: str
    state: str = ""


@dataclass(frozen=True)
class HighlightedHit:
    """A thing, with the words that answer."""

    label: HighlightedText
    about: HighlightedText
    url: str
    state: str
    matching_lines: tuple[HighlightedText, ...]
    matches_in_file_only: bool  # what answers stands in the file, and is read there


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
    @property
    def understood(self) -> str: ...
    @property
    def alike(self) -> bool: ...


OutcomeT = TypeVar("OutcomeT", bound=SearchOutcome)


def prefer_exact_outcomes(found: Iterable[OutcomeT]) -> list[OutcomeT]:
    """Where the words are known as they were typed, nothing is guessed elsewhere."""
    found = list(found)
    as_typed = [one for one in found if not one.understood and not one.alike]
    return as_typed or [one for one in found if not one.alike] or found


def complete_last_word(typed: str, phrase: str) -> str:
    """What was typed, with this in place of its last word and of those it says already."""
    said = set(tokenize(phrase))
    return " ".join(
        [
            *(word for word in typed.split()[:-1] if not said & set(tokenize(word))),
            phrase,
        ]
    )


def search_query_in(request: HttpRequest) -> str:
    return clean_line(request.GET.get("q", ""))[:MAX_QUERY_LENGTH]


def suggestion_links(typed: str, phrases: Iterable[str]) -> list[tuple[str, str]]:
    """What else to search, each with its address: (words, question)."""
    lines = dict.fromkeys(complete_last_word(typed, phrase) for phrase in phrases)
    return [
        (line, urlencode({"q": line}))
        for line in lines
        if line.casefold() != typed.casefold()
    ]


def join_details(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)


class HitHighlighter:
    """Rows with the words that answer what was looked for."""

    def __init__(self, terms: frozenset[str]) -> None:
        self._terms, self._trades = terms, trade_thesaurus()

    def highlight(
        self,
        thing: SearchHit,
        entry: IndexEntry | None,
        *,
        withheld: Collection[str] = (),
    ) -> HighlightedHit:
        """``entry``: the words it was found by.

        ``withheld``: fields of it that are read in the file, not in a list.
        """
        label, about = (
            highlight_pieces(thing.label, self._terms),
            highlight_pieces(thing.about, self._terms),
        )
        said = (
            {
                field: text
                for field, text in entry.fields.items()
                if field not in withheld
            }
            if entry
            else {}
        )
        why = tuple(
            islice(
                self._matching_lines(said, shown=f"{thing.label} · {thing.about}"),
                MAX_MATCHING_LINES,
            )
        )
        unsaid = (
            bool(withheld)
            and not why
            and not any(answers for _piece, answers in (*label, *about))
        )
        return HighlightedHit(label, about, thing.url, thing.state, why, unsaid)

    def _matching_lines(
        self, fields: dict[str, str], *, shown: str
    ) -> Iterator[HighlightedText]:
        """Lines that hold a word looked for, or name the trade or the place that was."""
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
