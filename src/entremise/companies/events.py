from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CompanySuspended:
    company: Any
    by: Any
