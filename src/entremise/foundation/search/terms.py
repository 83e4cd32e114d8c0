"""A sorted list of terms."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

ROOT_LENGTH = 4  # letters two words must begin with, and six tenths of the longer one, to be of the same root


@dataclass
class Terms:
    """A set of terms one may look into by their beginning."""

    order: list[str] = field(default_factory=list)

    def beginning(self, start: str) -> Iterator[str]:
        at = bisect_left(self.order, start)
        while at < len(self.order) and self.order[at].startswith(start):
            yield self.order[at]
            at += 1

    def of_root(self, term: str) -> Iterable[str]:
        return self.beginning(term[:ROOT_LENGTH]) if len(term) >= ROOT_LENGTH else ()
