"""What is known of trades: how their names are read, what is done in them, and which lead to which.

Codes are those of a nomenclature (ROME). How people's words are cut into terms, and which
codes a title may name, are given from outside: here is plain Python. Everything measured
here is about trades, nothing is about somebody.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

# « (H/F) » and the like, that ads carry behind a title.
_EITHER = re.compile(r"\(?\b[hfmx]\s?/\s?[hfmx](?:\s?/\s?[hfmx])?\b\)?", re.IGNORECASE)
_SURE = 0.9999  # the very name
_TOLD = 0.6  # what a task told in the same words weighs beside the name of the trade
_BRANCH = 0.05  # for each level of the nomenclature's tree that two codes share
# letters of a code that say in which branch of the tree it stands
_ALIKE, _MOST_ALIKE, _SAME_BRANCH = (0.15, 6, 3)
_KEPT = 20_000  # names whose reading is remembered


class TradeRelation(StrEnum):
    """How another trade stands to one."""

    NEAR = "near"  # the table says that who does one may do the other
    NEXT = (
        "next"  # the table says that one may lead to the other, with time or training
    )
    # without a table: in the same branch of the nomenclature, their names and tasks are
    # alike
    ALIKE = "alike"


@dataclass(frozen=True)
class TitleReading:
    """What a title says: a code when it is the very name of one trade, else the likeliest,
    and those to choose from.
    """

    code: str = ""
    likely: str = ""
    choices: tuple[str, ...] = ()

    @property
    def best(self) -> str:
        return self.code or self.likely


class TradeGraph(Protocol):
    """What comparing needs to know of trades."""

    def related_trades(self, code: str) -> Mapping[str, TradeRelation]: ...
    def similarity(self, one: str, other: str) -> float: ...


class EmptyTradeGraph:
    """Nothing is known of any trade."""

    def related_trades(self, code: str) -> Mapping[str, TradeRelation]:
        return {}

    def similarity(self, one: str, other: str) -> float:
        return 0.0


def _no_guess(title: str) -> Mapping[str, float]:
    return {}


class Trades:
    """``names``: (code, name) pairs. ``ways``: code → {code: near or next}, from the
    nomenclature's own table, if any.

    ``guess``: the codes a title may name, with how sure that is from 0 to 1 (1: the very name).
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
        # Code -> what is said of it, and how often.
        self._words: dict[str, dict[str, float]] = defaultdict(
            lambda: defaultdict(float)
        )
        # a task, word for word -> codes it was told of
        self._told: dict[str, set[str]] = defaultdict(set)
        self._guesses: dict[str, Mapping[str, float]] = {}
        self._likes: dict[tuple[str, str], float] = {}
        self._vectors: dict[str, dict[str, float]] = {}
        self._kin: dict[str, Mapping[str, TradeRelation]] = {}
        for code, name in names:
            for term in set(terms(name)):
                self._words[code][term] += 0.5

    def learn_tasks(self, code: str, lines: Iterable[str]) -> None:
        """Somebody told what is done in this trade: ``lines`` are tasks, one each."""
        for line in lines:
            told = self._terms(line)
            self._told[" ".join(told)].add(code)
            for term in {*told, "=" + " ".join(told)}:
                self._words[code][term] += 1
        for held in (self._vectors, self._likes, self._kin):
            held.clear()

    def read_title(self, title: str, lines: Iterable[str] = ()) -> TitleReading:
        """``lines``: the tasks told under that title, which help when its name is not known."""
        names = [name for name in _EITHER.sub(" ", title).split(" / ") if name.strip()]
        found: dict[str, float] = defaultdict(float)
        for name in names:
            for code, sure in self._guessed(name).items():
                found[code] = max(found[code], sure)
        sure_ones = sorted(code for code, sure in found.items() if sure >= _SURE)
        if len(sure_ones) == 1:
            return TitleReading(sure_ones[0], choices=tuple(sure_ones))
        for line in lines:
            codes = self._told.get(" ".join(self._terms(line)), set())
            for code in codes:
                found[code] += _TOLD / len(codes)
        ranked = sorted(found, key=lambda code: (-found[code], code))
        return TitleReading("", ranked[0] if ranked else "", tuple(ranked[:5]))

    def _guessed(self, name: str) -> Mapping[str, float]:
        """A name is read once: the same ones come back all day."""
        if len(self._guesses) > _KEPT:
            self._guesses.clear()
        if name not in self._guesses:
            self._guesses[name] = self._guess(name)
        return self._guesses[name]

    def related_trades(self, code: str) -> Mapping[str, TradeRelation]:
        """The trades that stand near to this one, nearest first."""
        if not code:
            return {}
        if code not in self._kin:
            self._kin[code] = (
                self._ordered(code, self._mobility[code])
                if code in self._mobility
                else self._alike(code)
            )
        return self._kin[code]

    def similarity(self, one: str, other: str) -> float:
        """How much two trades resemble each other, by the words of their names and tasks."""
        if (one, other) not in self._likes:
            self._likes[one, other] = self._compared(one, other)
        return self._likes[one, other]

    def _compared(self, one: str, other: str) -> float:
        if not self._vectors:
            self._vectors = self._weigh()
        few, many = sorted(
            (self._vectors.get(one, {}), self._vectors.get(other, {})), key=len
        )
        same = sum(weight * many.get(term, 0.0) for term, weight in few.items())
        return same + _BRANCH * sum(
            one[:length] == other[:length] for length in (1, 3) if one and other
        )

    def _ordered(
        self, code: str, ways: Mapping[str, TradeRelation]
    ) -> Mapping[str, TradeRelation]:
        ranked = sorted(
            ways,
            key=lambda other: (
                ways[other] != TradeRelation.NEAR,
                -self.similarity(code, other),
                other,
            ),
        )
        return {other: ways[other] for other in ranked}

    def _alike(self, code: str) -> Mapping[str, TradeRelation]:
        branch = [
            other
            for other in self._words
            if other != code and other[:_SAME_BRANCH] == code[:_SAME_BRANCH]
        ]
        like = {other: self.similarity(code, other) for other in branch}
        ranked = sorted(
            (o for o in like if like[o] >= _ALIKE),
            key=lambda other: (-like[other], other),
        )
        return dict.fromkeys(ranked[:_MOST_ALIKE], TradeRelation.ALIKE)

    def _weigh(self) -> dict[str, dict[str, float]]:
        """Words of each trade, rare ones weighing more."""
        used: Counter[str] = Counter()
        for words in self._words.values():
            used.update(words.keys())
        vectors: dict[str, dict[str, float]] = {}
        for code, words in self._words.items():
            vector = {
                t: (1 + math.log1p(n)) * math.log(len(self._words) / used[t])
                for t, n in words.items()
            }
            length = (
                math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
            )
            vectors[code] = {term: weight / length for term, weight in vector.items()}
        return vectors
