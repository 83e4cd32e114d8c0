from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.kit import events


class SharingConfig(AppConfig):
    name = "entremise.sharing"
    label = "sharing"

    def ready(self) -> None:
        events.subscribe(CVPublished, _prepare)
        events.subscribe(CVUnpublished, _forget)


def _prepare(event: CVPublished) -> None:
    from . import actions

    actions.stand(event.publication)
    actions.prepare(event.publication)
    actions.take_out_of_letters(event.publication)


def _forget(event: CVUnpublished) -> None:
    from . import actions

    actions.leave(event.publication)
    actions.forget_renderings(event.publication)
    actions.take_out_of_letters(event.publication)
