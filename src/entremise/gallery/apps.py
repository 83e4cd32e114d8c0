from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.kit import events


class GalleryConfig(AppConfig):
    name = "entremise.gallery"
    label = "gallery"

    def ready(self) -> None:
        events.subscribe(CVPublished, _on_cv_published)
        events.subscribe(CVUnpublished, _on_cv_unpublished)


def _on_cv_published(event: CVPublished) -> None:
    from .actions.cards import prepare_cards
    from .actions.ranking import add_to_ranking

    add_to_ranking(event.publication)
    prepare_cards([event.publication.pk])


def _on_cv_unpublished(event: CVUnpublished) -> None:
    from .actions.cards import delete_card
    from .actions.ranking import remove_from_ranking

    remove_from_ranking(event.publication)
    delete_card(event.publication)
