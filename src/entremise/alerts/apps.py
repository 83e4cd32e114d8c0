from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.companies.events import CompanySuspended, MemberLeft
from entremise.foundation.journal import verbs
from entremise.foundation.kit import events
from entremise.foundation.kit.text import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "entremise.alerts"
    label = "alerts"

    def ready(self) -> None:
        verbs.declare(
            {
                "lookout.kept": _("Recherche gardée"),
                "lookout.changed": _("Recherche gardée : nom ou rythme changé"),
                "lookout.dropped": _("Recherche gardée retirée"),
                "lookout.stopped": _("Lettre d’une recherche arrêtée"),
            }
        )
        events.subscribe(CVPublished, _write_again)
        events.subscribe(CVUnpublished, _write_again)
        events.subscribe(CompanySuspended, _silence)
        events.subscribe(MemberLeft, _forget)


def _write_again(event: CVPublished | CVUnpublished) -> None:
    from . import actions

    actions.take_out_of_letters(event.publication)


def _silence(event: CompanySuspended) -> None:
    from . import actions

    actions.silence(event.company)


def _forget(event: MemberLeft) -> None:
    from . import actions

    actions.forget(event.company, event.user)
