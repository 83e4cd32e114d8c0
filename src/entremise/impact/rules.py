"""Who reads which figures, and which groups are too small to be shown to the public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entremise.foundation.accounts.rules import is_administrator, is_staff

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer

MIN_GROUP_SIZE = 11  # people in a smaller group could be recognised
MIN_HIRES_SHARING_TRAIT = 5  # fewer, and a story does not tell the trait


def can_read_zone_figures(user: Viewer) -> bool:
    return is_staff(user)


def can_set_target(user: Viewer) -> bool:
    return is_administrator(user)
