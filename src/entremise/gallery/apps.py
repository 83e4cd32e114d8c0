from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.kit import events


class GalleryConfig(AppConfig):
    name = "entremise.gallery"
    label = "gallery"

    def ready(self) -> None:
        events.subscribe(CVPublished, _enter)
        events.subscribe(CVUnpublished, _leave)


def _enter(event: CVPublished) -> None:
    from . import actions

    actions.stand(event.publication)
    actions.prepare_cards([event.publication.pk])


def _leave(event: CVUnpublished) -> None:
    from . import actions

    actions.leave(event.publication)
    actions.drop_card(event.publication)
