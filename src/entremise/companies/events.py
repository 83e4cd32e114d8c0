"""Events announced by companies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import User

    from .models import Company


@dataclass(frozen=True)
class CompanyClosed:
    company: Company
    by: User


@dataclass(frozen=True)
class CompanyMemberLeft:
    """The user's last role in the company ended."""

    company: Company
    user: User
    by: User
