from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit import events
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.tasks.registry import TaskGroup, register_task_reasons


class SharingConfig(AppConfig):
    name = "entremise.sharing"
    label = "sharing"

    def ready(self) -> None:
        register_verbs(
            {
                "sharing.words_chosen": _("Mots choisis pour les partages"),
                "sharing.words_proposed": _("Mots proposés pour les partages"),
                "sharing.greedy_refused": _("Lecture fermée à un réseau"),
                "sharing.greedy_lifted": _("Lecture rouverte à un réseau"),
            }
        )
        register_task_reasons(
            {
                "sharing.bulk": _("Un réseau a lu beaucoup de personnes en une heure"),
                "sharing.trap": _(
                    "Un robot a suivi le lien piège : la lecture lui est fermée quelques heures"
                ),
            },
            group=TaskGroup.MODERATE,
        )
        events.subscribe(CVPublished, _on_cv_published)
        events.subscribe(CVUnpublished, _on_cv_unpublished)


def _on_cv_published(event: CVPublished) -> None:
    from .actions.links import ensure_share_links
    from .actions.supporters import rewrite_unsent_digests

    ensure_share_links(event.publication.candidate)
    rewrite_unsent_digests(event.publication)


def _on_cv_unpublished(event: CVUnpublished) -> None:
    from .actions.supporters import rewrite_unsent_digests

    rewrite_unsent_digests(event.publication)
