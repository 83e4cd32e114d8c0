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
from entremise.foundation.search.analyser import words
from entremise.foundation.search.marking import Pieces, around, marked
from entremise.foundation.search.queries import thesaurus
from entremise.foundation.search.weighing import FIELD_WEIGHTS, Entry, signs

REASONS = 2  # lines of what answers, beside the name
LONGEST_QUESTION = 200  # letters
LONGEST = 140  # letters of one


@dataclass(frozen=True)
class Thing:
    label: str
    about: str  # one line that tells it from another
    url: str
    state: str = ""


@dataclass(frozen=True)
class Row:
    """A thing, with the words that answer."""

    label: Pieces
    about: Pieces
    url: str
    state: str
    why: tuple[Pieces, ...]
    unsaid: bool  # what answers stands in the file, and is read there


@dataclass(frozen=True)
class Group:
    name: str
    label: str
    rows: list[Row]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > len(self.rows)


class Answered(Protocol):
    @property
    def understood(self) -> str: ...
    @property
    def alike(self) -> bool: ...


Some = TypeVar("Some", bound=Answered)


def first_of(found: Iterable[Some]) -> list[Some]:
    """Where the words are known as they were typed, nothing is guessed elsewhere."""
    found = list(found)
    as_typed = [one for one in found if not one.understood and not one.alike]
    return as_typed or [one for one in found if not one.alike] or found


def completed(typed: str, phrase: str) -> str:
    """What was typed, with this in place of its last word and of those it says already."""
    said = set(words(phrase))
    return " ".join(
        [*(word for word in typed.split()[:-1] if not said & set(words(word))), phrase]
    )


def typed_in(request: HttpRequest) -> str:
    return clean_line(request.GET.get("q", ""))[:LONGEST_QUESTION]


def lines_like(typed: str, phrases: Iterable[str]) -> list[tuple[str, str]]:
    """What else to search, each with its address: (words, question)."""
    lines = dict.fromkeys(completed(typed, phrase) for phrase in phrases)
    return [
        (line, urlencode({"q": line}))
        for line in lines
        if line.casefold() != typed.casefold()
    ]


def joined(*parts: Any) -> str:
    return " · ".join(str(part) for part in parts if part)


class Marking:
    """Rows with the words that answer what was looked for."""

    def __init__(self, terms: frozenset[str]) -> None:
        self._terms, self._trades = terms, thesaurus()

    def row(
        self, thing: Thing, entry: Entry | None, *, withheld: Collection[str] = ()
    ) -> Row:
        """``entry``: the words it was found by.

        ``withheld``: fields of it that are read in the file, not in a list.
        """
        label, about = (
            marked(thing.label, self._terms),
            marked(thing.about, self._terms),
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
            islice(self._why(said, shown=f"{thing.label} · {thing.about}"), REASONS)
        )
        unsaid = (
            bool(withheld)
            and not why
            and not any(answers for _piece, answers in (*label, *about))
        )
        return Row(label, about, thing.url, thing.state, why, unsaid)

    def _why(self, fields: dict[str, str], *, shown: str) -> Iterator[Pieces]:
        """Lines that hold a word looked for, or name the trade or the place that was."""
        for field in FIELD_WEIGHTS:
            for line in filter(None, dict.fromkeys(fields.get(field, "").splitlines())):
                if line in shown:
                    continue
                pieces = marked(around(line, self._terms, LONGEST), self._terms)
                if (
                    any(answers for _piece, answers in pieces)
                    or self._signs(field, line) & self._terms
                ):
                    yield pieces

    def _signs(self, field: str, line: str) -> set[str]:
        return set(signs({field: line}, {}, self._trades))
