from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.journal import verbs
from entremise.foundation.kit import events
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.tasks import reasons


class SharingConfig(AppConfig):
    name = "entremise.sharing"
    label = "sharing"

    def ready(self) -> None:
        verbs.declare(
            {
                "sharing.words_chosen": _("Mots choisis pour les partages"),
                "sharing.words_proposed": _("Mots proposés pour les partages"),
                "sharing.greedy_refused": _("Lecture fermée à un réseau"),
                "sharing.greedy_lifted": _("Lecture rouverte à un réseau"),
            }
        )
        reasons.declare(
            {
                "sharing.bulk": _("Un réseau a lu beaucoup de personnes en une heure"),
                "sharing.trap": _(
                    "Un robot a suivi le lien piège : la lecture lui est fermée quelques heures"
                ),
            },
            group=reasons.Group.MODERATE,
        )
        events.subscribe(CVPublished, _prepare)
        events.subscribe(CVUnpublished, _forget)


def _prepare(event: CVPublished) -> None:
    from . import actions

    actions.open_links(event.publication.candidate)
    actions.take_out_of_letters(event.publication)


def _forget(event: CVUnpublished) -> None:
    from . import actions

    actions.take_out_of_letters(event.publication)
