"""From words to the codes of a nomenclature, each with a confidence from 0 to 1.

« hôtesse de caisse » and « caissier » have the same code. Plain Python: no database, no
request.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping

from .index_vocabulary import SortedTerms
from .text import stem_word, text_terms, without_article

MAX_REMEMBERED_TITLES = 20_000  # titles whose codes are cached
# A word in more labels than this adds none to those that rarer words brought.
COMMON_WORD_LABELS = 300
# How much all the labels of a code together add to the label that fits best.
ALL_LABELS_WEIGHT = 0.8
# From NAMED_THRESHOLD on a title names a code; from RESEMBLES_THRESHOLD on it resembles one,
# and is indexed under it with its confidence squared.
NAMED_THRESHOLD, RESEMBLES_THRESHOLD = 0.85, 0.5
MAX_CODES_PER_TITLE = 3


class Thesaurus:
    """``labels``: (code, label) pairs; a code may have many labels.

    ``translated``: names of the same codes in other languages. They are apart, so that they
    change neither the rarity of a word nor what a word of the labels finds.
    """

    def __init__(
        self,
        labels: Iterable[tuple[str, str]],
        *,
        translated: "Thesaurus | None" = None,
    ) -> None:
        self._translated = translated
        found: dict[tuple[str, frozenset[str]], None] = {}
        for code, label in labels:
            found[code, frozenset(text_terms(label))] = None
        self._codes = [code for code, _ in found]
        by_term: dict[str, dict[int, None]] = defaultdict(dict)
        by_code: dict[str, Counter[str]] = defaultdict(Counter)
        for number, (code, title) in enumerate(found):
            for term in title:
                by_term[term][number] = None
                by_code[term][code] += 1
        self._by_term = dict(by_term)
        self._of_code = {
            t: {c: n / (n + 0.5) for c, n in counts.items()}
            for t, counts in by_code.items()
        }
        total = len(self._codes)
        self.rarity = {
            t: math.log(1 + total / len(numbers)) for t, numbers in by_term.items()
        }
        self.terms = SortedTerms(sorted(self.rarity))
        self._unknown = math.log(1 + total)
        many = len(set(self._codes))
        self._code_rarity = {
            t: math.log(1 + many / len(counts)) for t, counts in by_code.items()
        }
        self._unknown_code = math.log(1 + many)
        self._sizes = [sum(self.rarity[t] for t in title) for _, title in found]
        self._named: dict[str, dict[str, float]] = {}

    def codes_for_query(
        self,
        query: Iterable[Mapping[str, float]],
        *,
        used: Container[str] | None = None,
        floor: float = 0.3,
        keep: int = 5,
    ) -> dict[str, float]:
        """The codes these words may mean, with their confidence, the highest first.

        ``query``: for each word, the terms it may stand for, with confidence; ``used``: the
        only codes of interest. Confidence is the weight in common with the best label over
        the weight of both (Dice), rare words weighing more, plus a part of what is missing
        for what all labels of the code say together. Codes below ``floor``, or below half
        the best, are left out; at most ``keep`` are returned.
        """
        words = [
            {t: sure for t, sure in alternatives.items() if t in self.rarity}
            for alternatives in query
        ]
        ranked = _ranked(self._all_labels(words, self._best_label(words, used)))
        return {c: s for s, c in ranked[:keep] if s >= floor and s >= ranked[0][0] / 2}

    def _all_labels(
        self, words: list[dict[str, float]], best: dict[str, float]
    ) -> dict[str, float]:
        together = self._together(words)
        return {
            c: s + (1 - s) * ALL_LABELS_WEIGHT * together.get(c, 0.0)
            for c, s in best.items()
        }

    def _best_label(
        self, words: list[dict[str, float]], used: Container[str] | None
    ) -> dict[str, float]:
        got: dict[int, float] = {}
        asked = sum(
            max((self.rarity[t] for t in word), default=self._unknown) for word in words
        )
        for word in sorted(
            words, key=lambda word: sum(len(self._by_term[t]) for t in word)
        ):
            best: dict[int, float] = {}
            for term, sure in word.items():
                weight, numbers = sure * self.rarity[term], self._by_term[term]
                few = (
                    [n for n in got if n in numbers]
                    if got and len(numbers) > COMMON_WORD_LABELS
                    else numbers
                )
                for number in few:
                    if weight > best.get(number, 0.0):
                        best[number] = weight
            for number, weight in best.items():
                got[number] = got.get(number, 0.0) + weight
        result: dict[str, float] = {}
        for number, weight in got.items():
            code = self._codes[number]
            if used is None or code in used:
                sure = min(1.0, 2 * weight / (asked + self._sizes[number]))
                if sure > result.get(code, 0.0):
                    result[code] = sure
        return result

    def _together(self, words: list[dict[str, float]]) -> dict[str, float]:
        """For each code, the share of the query that is somewhere among its labels."""
        got: dict[str, float] = defaultdict(float)
        asked = 0.0
        for word in words:
            exact = max(
                (self._code_rarity[t] for t, sure in word.items() if sure == 1.0),
                default=0.0,
            )
            weight = exact or max(
                (self._code_rarity[t] for t in word), default=self._unknown_code
            )
            asked += weight
            best: dict[str, float] = {}
            for term, sure in word.items():
                for code, share in self._of_code[term].items():
                    if sure * share > best.get(code, 0.0):
                        best[code] = sure * share
            for code, share in best.items():
                got[code] += weight * share
        return {code: weight / asked for code, weight in got.items()}

    def translated_for(self, words: Iterable[str]) -> "Thesaurus | None":
        """The names in other languages, when these words are one of them, and are no label."""
        terms = [stem_word(without_article(word)) for word in words]
        if self._translated is None or all(term in self.rarity for term in terms):
            return None
        named = self._translated.codes_for_query(
            ({term: 1.0} for term in terms), floor=NAMED_THRESHOLD
        )
        return self._translated if named else None

    def codes_for_title(self, text: str) -> dict[str, float]:
        """The codes that a title is indexed under: those it names, else those it resembles."""
        if text not in self._named:
            if len(self._named) > MAX_REMEMBERED_TITLES:
                self._named.clear()
            known = [
                {term: 1.0} if term in self.rarity else {}
                for term in dict.fromkeys(text_terms(text))
            ]
            best = self._best_label(known, None)
            sure = {
                c: s
                for s, c in _ranked(best)[:MAX_CODES_PER_TITLE]
                if s >= NAMED_THRESHOLD
            }
            if not sure:
                alike = _ranked(self._all_labels(known, best))[:MAX_CODES_PER_TITLE]
                sure = {
                    c: round(s * s, 6) for s, c in alike if s >= RESEMBLES_THRESHOLD
                }
            self._named[text] = sure
        return self._named[text]


def _ranked(sure: Mapping[str, float]) -> list[tuple[float, str]]:
    """(confidence, code), the highest first."""
    return sorted(
        ((round(s, 6), code) for code, s in sure.items()),
        key=lambda row: (-row[0], row[1]),
    )
