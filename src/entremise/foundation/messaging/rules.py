"""Who may read what was sent."""

from typing import Any

from entremise.foundation.accounts.rules import is_team


def can_read_mail(user: Any) -> bool:
    return is_team(user)
