"""Who may read what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entremise.foundation.accounts.rules import is_team

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer


def can_read_mail(user: Viewer) -> bool:
    return is_team(user)
