"""Events announced by candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import User

    from .models import Candidate, Publication


@dataclass(frozen=True)
class CVPublished:
    publication: Publication
    by: User | None  # nobody: the rest of a zone that was closed


@dataclass(frozen=True)
class CVUnpublished:
    """Withdrawn, expired, hired or left: whatever is public about the candidate must go now."""

    publication: Publication
    reason: str  # PublicationEndReason
    by: User | None


@dataclass(frozen=True)
class PathMoved:
    candidate: Candidate
    was: str
    became: str
    by: User
