"""What no CV needs any more leaves the disk."""

from datetime import timedelta

from entremise.foundation.kit.jobs import periodic

from . import actions


@periodic(timedelta(minutes=10))
def sweep_renderings() -> None:
    actions.sweep_renderings()
