from datetime import timedelta

from entremise.foundation.kit.jobs import periodic

from . import actions


@periodic(timedelta(minutes=10))
def expire_grants() -> None:
    actions.expire_grants()


@periodic(timedelta(days=1))
def forget_unwritten() -> None:
    actions.forget_unwritten()


@periodic(timedelta(hours=6))
def warn_before_end() -> None:
    actions.warn_before_end()
