"""Labels that name the same thing: from words to the codes of a nomenclature, with how sure that is.

Plain Python: no table, no request. Two people who write « hôtesse de caisse » and « caissier » share a code.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from .analyser import terms
from .terms import Terms


class Thesaurus:
    """``labels``: (code, label) pairs; a code may have many labels."""

    def __init__(self, labels: Iterable[tuple[str, str]]) -> None:
        found: dict[tuple[str, frozenset[str]], None] = {}
        for code, label in labels:
            found[code, frozenset(terms(label))] = None
        self._titles = list(found)
        self._by_term: dict[str, list[int]] = defaultdict(list)
        for number, (_, title) in enumerate(self._titles):
            for term in title:
                self._by_term[term].append(number)
        total = len(self._titles)
        self.rarity = {t: math.log(1 + total / len(numbers)) for t, numbers in self._by_term.items()}
        self.terms = Terms(sorted(self.rarity))
        self._unknown = math.log(1 + total)
        self._sizes = [sum(self.rarity[t] for t in title) for _, title in self._titles]

    def codes(self, query: Iterable[Mapping[str, float]], *, floor: float = 0.3, keep: int = 5) -> dict[str, float]:
        """The codes these words may mean, the surest first: {code: 0…1}.

        ``query``: for each word, the terms it may stand for with how sure that is. Sureness is the weight in common
        over the weight of both (Dice), rare words weighing more. Below ``floor``, or half the best, is left out.
        """
        got: dict[int, float] = defaultdict(float)
        asked = 0.0
        for alternatives in query:
            known = {t: sure for t, sure in alternatives.items() if t in self.rarity}
            asked += max((self.rarity[t] for t in known), default=self._unknown)
            best: dict[int, float] = {}
            for term, sure in known.items():
                for number in self._by_term[term]:
                    best[number] = max(best.get(number, 0.0), sure * self.rarity[term])
            for number, weight in best.items():
                got[number] += weight
        result: dict[str, float] = {}
        for number, weight in got.items():
            code = self._titles[number][0]
            sure = min(1.0, 2 * weight / (asked + self._sizes[number]))
            result[code] = max(result.get(code, 0.0), sure)
        ranked = sorted(result.items(), key=lambda item: (-item[1], item[0]))
        return {c: round(s, 6) for c, s in ranked[:keep] if s >= floor and s >= ranked[0][1] / 2}

    def named(self, text: str) -> dict[str, float]:
        """The codes a text names almost word for word: what is written in the index."""
        return self.codes([{term: 1.0} for term in dict.fromkeys(terms(text))], floor=0.85, keep=3)
