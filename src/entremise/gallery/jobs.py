"""What keeps the gallery in order."""

from datetime import timedelta

from entremise.foundation.kit.jobs import periodic

from . import actions


@periodic(timedelta(minutes=1))
def draw_order() -> None:
    actions.draw_order()


@periodic(timedelta(minutes=1))
def sweep_cards() -> None:
    actions.sweep_cards()


@periodic(timedelta(minutes=10))
def forget_exposures() -> None:
    actions.forget_exposures()
