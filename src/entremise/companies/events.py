"""Events announced by companies."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CompanyClosed:
    company: Any
    by: Any


@dataclass(frozen=True)
class CompanyMemberLeft:
    """The user's last role in the company ended."""

    company: Any
    user: Any
    by: Any
