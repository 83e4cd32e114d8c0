from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.accounts.events import ZoneChanged
from entremise.foundation.kit import events


class GalleryConfig(AppConfig):
    name = "entremise.gallery"
    label = "gallery"

    def ready(self) -> None:
        from . import handlers

        events.subscribe(CVPublished, handlers.add_publication_to_gallery)
        events.subscribe(CVUnpublished, handlers.remove_publication_from_gallery)
        events.subscribe(ZoneChanged, handlers.forget_names_of_zones)
