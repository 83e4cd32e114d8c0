from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.kit import events


class RenderingConfig(AppConfig):
    name = "entremise.rendering"
    label = "rendering"

    def ready(self) -> None:
        from . import handlers

        events.subscribe(
            CVPublished, handlers.delete_renderings_of_earlier_publications
        )
        events.subscribe(CVUnpublished, handlers.delete_renderings_of_unpublished_cv)
