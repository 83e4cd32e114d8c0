from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SearchCriteria:
    """Whom somebody looks for: words, and filters (facet → value; never a criterion of
    discrimination law).
    """

    text: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    around: int = 0  # kilometres around the place that is named
    exact: bool = False  # the words as they are typed, nothing guessed

    def __bool__(self) -> bool:
        return bool(self.text or self.facets)
