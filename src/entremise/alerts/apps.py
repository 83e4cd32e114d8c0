from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.companies.events import CompanyClosed, CompanyMemberLeft
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit import events
from entremise.foundation.kit.text import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "entremise.alerts"
    label = "alerts"

    def ready(self) -> None:
        register_verbs(
            {
                "lookout.kept": _("Recherche gardée"),
                "lookout.changed": _("Recherche gardée : nom ou rythme changé"),
                "lookout.dropped": _("Recherche gardée retirée"),
                "lookout.stopped": _("Lettre d’une recherche arrêtée"),
            }
        )
        events.subscribe(CVPublished, _on_publication_changed)
        events.subscribe(CVUnpublished, _on_publication_changed)
        events.subscribe(CompanyClosed, _on_company_suspended)
        events.subscribe(CompanyMemberLeft, _on_member_left)


def _on_publication_changed(event: CVPublished | CVUnpublished) -> None:
    from . import actions

    actions.rewrite_unsent_alerts(event.publication)


def _on_company_suspended(event: CompanyClosed) -> None:
    from . import actions

    actions.cancel_company_alerts(event.company)


def _on_member_left(event: CompanyMemberLeft) -> None:
    from . import actions

    actions.delete_member_searches(event.company, event.user)
