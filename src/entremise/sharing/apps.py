from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.accounts.registry import register_zone_holding
from entremise.foundation.backups.registry import register_ledger_fact
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit import events
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.tasks.registry import TaskGroup, register_task_reasons


class SharingConfig(AppConfig):
    name = "entremise.sharing"
    label = "sharing"

    def ready(self) -> None:
        from . import handlers
        from .actions.ledger import LEDGER_FACTS

        register_zone_holding(handlers.SUPPORTERS_OF_ZONE)
        register_verbs(
            {
                "sharing.words_chosen": _("Mots choisis pour les partages"),
                "sharing.words_proposed": _("Mots proposés pour les partages"),
                "sharing.greedy_refused": _("Lecture fermée à un réseau"),
                "sharing.greedy_lifted": _("Lecture rouverte à un réseau"),
                "sharing.greedy_left": _("Lecture laissée ouverte à un réseau"),
            }
        )
        register_task_reasons(
            {
                "sharing.bulk": _("Un réseau a lu beaucoup de personnes en une heure"),
                "sharing.trap": _(
                    "Un robot a suivi le lien piège : la lecture lui est fermée quelques heures"
                ),
                "sharing.trap_shared": _(
                    "Un robot a suivi le lien piège, d’où d’autres lisent aussi :"
                    " fermer ou laisser ?"
                ),
            },
            group=TaskGroup.MODERATE,
        )
        for fact in LEDGER_FACTS:
            register_ledger_fact(fact)
        events.subscribe(CVPublished, handlers.share_published_cv)
        events.subscribe(CVUnpublished, handlers.remove_unpublished_cv_from_digests)
