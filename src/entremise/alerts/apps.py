from django.apps import AppConfig

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.companies.events import CompanyClosed, CompanyMemberLeft
from entremise.foundation.accounts.events import ZoneChanged
from entremise.foundation.backups.registry import register_ledger_fact
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit import events
from entremise.foundation.kit.text import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "entremise.alerts"
    label = "alerts"

    def ready(self) -> None:
        from . import handlers

        register_verbs(
            {
                "lookout.kept": _("Recherche gardée"),
                "lookout.changed": _("Recherche gardée : nom ou rythme changé"),
                "lookout.dropped": _("Recherche gardée retirée"),
                "lookout.stopped": _("Lettre d’une recherche arrêtée"),
            }
        )
        register_ledger_fact(handlers.STOPPED_SEARCHES)
        events.subscribe(CVPublished, handlers.rewrite_alerts_about_publication)
        events.subscribe(CVUnpublished, handlers.rewrite_alerts_about_publication)
        events.subscribe(ZoneChanged, handlers.search_in_zone_that_took_over)
        events.subscribe(CompanyClosed, handlers.cancel_alerts_of_closed_company)
        events.subscribe(CompanyMemberLeft, handlers.delete_searches_of_former_member)
