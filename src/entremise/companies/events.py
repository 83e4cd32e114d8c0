from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CompanyVerified:
    company: Any
    by: Any


@dataclass(frozen=True)
class CompanySuspended:
    company: Any
    by: Any
