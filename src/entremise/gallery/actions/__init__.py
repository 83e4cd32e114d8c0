"""The fair order and the cards."""

from .cards import delete_card, prepare_cards, rebuild_stale_cards
from .standing import (
    add_many_to_ranking,
    add_to_ranking,
    compute_ranking,
    count_impressions,
    delete_old_impressions,
    remove_from_ranking,
)

__all__ = [
    "add_many_to_ranking",
    "add_to_ranking",
    "compute_ranking",
    "count_impressions",
    "delete_card",
    "delete_old_impressions",
    "prepare_cards",
    "rebuild_stale_cards",
    "remove_from_ranking",
]
