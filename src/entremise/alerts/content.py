"""What a saved search looks for."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class SearchCriteria:
    """Text and facets (facet → value; never a criterion of discrimination law)."""

    text: str = ""
    facets: Mapping[str, str] = field(default_factory=dict)
    around: int = 0  # kilometres around the place of the text or the zone; 0: no limit
    exact: bool = False  # the text as typed, without spelling correction

    def __bool__(self) -> bool:
        return bool(self.text or self.facets)
