from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .models import User, Zone


@dataclass(frozen=True)
class ZoneChanged:
    """A zone has another name, was closed or opened, or received what another one held."""

    zone: Zone
    by: User | None
