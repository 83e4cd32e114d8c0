from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.kit import events


class RenderingConfig(AppConfig):
    name = "entremise.rendering"
    label = "rendering"

    def ready(self) -> None:
        events.subscribe(CVPublished, _replace)
        events.subscribe(CVUnpublished, _forget)


def _replace(event: CVPublished) -> None:
    from . import actions

    actions.forget_older_renderings(event.publication)


def _forget(event: CVUnpublished) -> None:
    from . import actions

    actions.forget_renderings(event.publication)
