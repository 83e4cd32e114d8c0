"""What rendering does when an event is announced."""

from entremise.candidates.events import CVPublished, CVUnpublished

from .actions import delete_older_renderings, delete_renderings


def delete_renderings_of_earlier_publications(event: CVPublished) -> None:
    delete_older_renderings(event.publication)


def delete_renderings_of_unpublished_cv(event: CVUnpublished) -> None:
    delete_renderings(event.publication)
