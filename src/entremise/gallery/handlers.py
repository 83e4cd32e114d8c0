"""What the gallery does when an event is announced."""

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.accounts.events import ZoneChanged
from entremise.foundation.web.cache_versions import bump_cache_version

from . import rules
from .actions.cards import delete_card, prepare_cards
from .actions.ranking import add_to_ranking, remove_from_ranking


def add_publication_to_gallery(event: CVPublished) -> None:
    """Give the publication a place in the order of the slot, and a card."""
    add_to_ranking(event.publication)
    prepare_cards([event.publication.pk])


def remove_publication_from_gallery(event: CVUnpublished) -> None:
    """Take the publication out of the order of the slot, and delete its card."""
    remove_from_ranking(event.publication)
    delete_card(event.publication)


def forget_names_of_zones(event: ZoneChanged) -> None:
    """Pages kept in memory are made again: they list zones."""
    bump_cache_version(rules.GALLERY_CACHE_VERSION)
