"""Targets of the demonstration data."""

from datetime import date

from entremise.foundation.accounts.models import User

from .actions import set_target
from .enums import Indicator

DEMO_TARGETS = {
    Indicator.ACCOMPANIED: 500,
    Indicator.COMPANIES: 70,
    Indicator.HIRES: 100,
}


def set_demo_targets(*, starts_on: date, ends_on: date, by: User) -> None:
    for indicator, value in DEMO_TARGETS.items():
        set_target(indicator, value=value, starts_on=starts_on, ends_on=ends_on, by=by)
