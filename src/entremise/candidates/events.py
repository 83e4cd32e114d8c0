"""Events announced by candidates."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CVPublished:
    publication: Any  # Publication
    by: Any  # User


@dataclass(frozen=True)
class CVUnpublished:
    """Withdrawn, expired, hired or left: whatever is public about the candidate must go now."""

    publication: Any
    reason: str  # PublicationEndReason
    by: Any | None


@dataclass(frozen=True)
class PathMoved:
    candidate: Any
    was: str
    became: str
    by: Any
