"""Trades: reading of titles, their tasks, and the relations between them.

Codes are those of the ROME nomenclature. The functions that split text into terms and guess
the codes of a title are given by the caller. Nothing here is about a person.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

# « (H/F) » and the like, behind the title of an ad.
_EITHER = re.compile(r"\(?\b[hfmx]\s?/\s?[hfmx](?:\s?/\s?[hfmx])?\b\)?", re.IGNORECASE)
_SURE = 0.9999  # confidence of the exact name
_TASK_WEIGHT = 0.6  # of a task told in the same words, beside the name of the trade
_BRANCH_BONUS = (
    0.05  # similarity for each level of the nomenclature that two codes share
)
# letters of a code that say in which branch of the tree it stands
_MIN_ALIKE, _MAX_ALIKE, _BRANCH_LENGTH = 0.15, 6, 3
_MAX_CACHED_NAMES = 20_000


class TradeRelation(StrEnum):
    """How another trade is related to one."""

    NEAR = "near"  # the table says that who does one may do the other
    NEXT = (
        "next"  # the table says that one may lead to the other, with time or training
    )
    # without a table: in the same branch of the nomenclature, their names and tasks are
    # alike
    ALIKE = "alike"


@dataclass(frozen=True)
class TitleReading:
    """What a title means: a code when it is the exact name of one trade, else the likeliest one.

    ``choices``: the codes to choose from.
    """

    code: str = ""
    likely: str = ""
    choices: tuple[str, ...] = ()

    @property
    def best(self) -> str:
        return self.code or self.likely


class TradeGraph(Protocol):
    """The relations between trades that the comparison needs."""

    def related_trades(self, code: str) -> Mapping[str, TradeRelation]: ...
    def similarity(self, one: str, other: str) -> float: ...


class EmptyTradeGraph:
    """No relation between trades is known."""

    def related_trades(self, code: str) -> Mapping[str, TradeRelation]:
        return {}

    def similarity(self, one: str, other: str) -> float:
        return 0.0


def _no_guess(title: str) -> Mapping[str, float]:
    return {}


class Trades:
    """``names``: (code, name) pairs. ``terms``: splits a text into terms.

    ``guess``: the codes a title may mean, with confidence from 0 to 1 (1: the exact name).
    ``mobility``: code → {code: NEAR or NEXT}, from the table of the nomenclature, if any.
    """

    def __init__(
        self,
        names: Iterable[tuple[str, str]],
        *,
        terms: Callable[[str], list[str]],
        guess: Callable[[str], Mapping[str, float]] = _no_guess,
        mobility: Mapping[str, Mapping[str, TradeRelation]] | None = None,
    ) -> None:
        self._terms, self._guess, self._mobility = terms, guess, mobility or {}
        # code → terms of its names and tasks, with their number
        self._term_counts: dict[str, dict[str, float]] = defaultdict(
            lambda: defaultdict(float)
        )
        # a task, word for word -> codes it was told of
        self._codes_by_task: dict[str, set[str]] = defaultdict(set)
        self._guesses: dict[str, Mapping[str, float]] = {}
        self._similarities: dict[tuple[str, str], float] = {}
        self._vectors: dict[str, dict[str, float]] = {}
        self._related: dict[str, Mapping[str, TradeRelation]] = {}
        for code, name in names:
            for term in set(terms(name)):
                self._term_counts[code][term] += 0.5

    def learn_tasks(self, code: str, lines: Iterable[str]) -> None:
        """Add tasks of this trade, as somebody wrote them: one a line."""
        for line in lines:
            task_terms = self._terms(line)
            self._codes_by_task[" ".join(task_terms)].add(code)
            for term in {*task_terms, "=" + " ".join(task_terms)}:
                self._term_counts[code][term] += 1
        for cache in (self._vectors, self._similarities, self._related):
            cache.clear()

    def read_title(self, title: str, lines: Iterable[str] = ()) -> TitleReading:
        """``lines``: the tasks written under the title, which help when its name is not known."""
        names = [name for name in _EITHER.sub(" ", title).split(" / ") if name.strip()]
        found: dict[str, float] = defaultdict(float)
        for name in names:
            for code, sure in self._cached_guess(name).items():
                found[code] = max(found[code], sure)
        sure_ones = sorted(code for code, sure in found.items() if sure >= _SURE)
        if len(sure_ones) == 1:
            return TitleReading(sure_ones[0], choices=tuple(sure_ones))
        for line in lines:
            codes = self._codes_by_task.get(" ".join(self._terms(line)), set())
            for code in codes:
                found[code] += _TASK_WEIGHT / len(codes)
        ranked = sorted(found, key=lambda code: (-found[code], code))
        return TitleReading("", ranked[0] if ranked else "", tuple(ranked[:5]))

    def _cached_guess(self, name: str) -> Mapping[str, float]:
        """Cached: the same names come back often."""
        if len(self._guesses) > _MAX_CACHED_NAMES:
            self._guesses.clear()
        if name not in self._guesses:
            self._guesses[name] = self._guess(name)
        return self._guesses[name]

    def related_trades(self, code: str) -> Mapping[str, TradeRelation]:
        """The trades related to this one, the nearest first."""
        if not code:
            return {}
        if code not in self._related:
            self._related[code] = (
                self._ordered(code, self._mobility[code])
                if code in self._mobility
                else self._alike(code)
            )
        return self._related[code]

    def similarity(self, one: str, other: str) -> float:
        """How similar two trades are, by the words of their names and tasks."""
        if (one, other) not in self._similarities:
            self._similarities[one, other] = self._compute_similarity(one, other)
        return self._similarities[one, other]

    def _compute_similarity(self, one: str, other: str) -> float:
        if not self._vectors:
            self._vectors = self._weigh_terms()
        few, many = sorted(
            (self._vectors.get(one, {}), self._vectors.get(other, {})), key=len
        )
        same = sum(weight * many.get(term, 0.0) for term, weight in few.items())
        return same + _BRANCH_BONUS * sum(
            one[:length] == other[:length] for length in (1, 3) if one and other
        )

    def _ordered(
        self, code: str, mobility: Mapping[str, TradeRelation]
    ) -> Mapping[str, TradeRelation]:
        ranked = sorted(
            mobility,
            key=lambda other: (
                mobility[other] != TradeRelation.NEAR,
                -self.similarity(code, other),
                other,
            ),
        )
        return {other: mobility[other] for other in ranked}

    def _alike(self, code: str) -> Mapping[str, TradeRelation]:
        branch = [
            other
            for other in self._term_counts
            if other != code and other[:_BRANCH_LENGTH] == code[:_BRANCH_LENGTH]
        ]
        like = {other: self.similarity(code, other) for other in branch}
        ranked = sorted(
            (o for o in like if like[o] >= _MIN_ALIKE),
            key=lambda other: (-like[other], other),
        )
        return dict.fromkeys(ranked[:_MAX_ALIKE], TradeRelation.ALIKE)

    def _weigh_terms(self) -> dict[str, dict[str, float]]:
        """The normalised TF-IDF vector of each trade."""
        used: Counter[str] = Counter()
        for words in self._term_counts.values():
            used.update(words.keys())
        vectors: dict[str, dict[str, float]] = {}
        for code, words in self._term_counts.items():
            vector = {
                t: (1 + math.log1p(n)) * math.log(len(self._term_counts) / used[t])
                for t, n in words.items()
            }
            length = (
                math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
            )
            vectors[code] = {term: weight / length for term, weight in vector.items()}
        return vectors
