from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CompanySuspended:
    company: Any
    by: Any


@dataclass(frozen=True)
class MemberLeft:
    """Their last role in the company ended."""

    company: Any
    user: Any
    by: Any
