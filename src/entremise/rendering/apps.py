from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.kit import events


class RenderingConfig(AppConfig):
    name = "entremise.rendering"
    label = "rendering"

    def ready(self) -> None:
        events.subscribe(CVPublished, _on_cv_published)
        events.subscribe(CVUnpublished, _on_cv_unpublished)


def _on_cv_published(event: CVPublished) -> None:
    from . import actions

    actions.delete_older_renderings(event.publication)


def _on_cv_unpublished(event: CVUnpublished) -> None:
    from . import actions

    actions.delete_renderings(event.publication)
