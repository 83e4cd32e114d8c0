"""Who reads which figures, and below what number a small group is not shown to the public."""

from typing import Any

from entremise.foundation.accounts.rules import is_administrator, is_staff

MIN_GROUP_SIZE = 11  # a group smaller than this could be recognised
MIN_HIRES_SHARING_TRAIT = (
    5  # a trait of a story is told when at least so many hires share it
)


def can_read_zone_figures(user: Any) -> bool:
    return is_staff(user)


def can_set_target(user: Any) -> bool:
    return is_administrator(user)
