"""The fair order and the cards."""

from .cards import drop_card, prepare_cards, sweep_cards
from .standing import (
    draw_order,
    expose_all,
    forget_exposures,
    leave,
    stand,
    stand_together,
)

__all__ = [
    "draw_order",
    "drop_card",
    "expose_all",
    "forget_exposures",
    "leave",
    "prepare_cards",
    "stand",
    "stand_together",
    "sweep_cards",
]
