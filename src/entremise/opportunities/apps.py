from django.apps import AppConfig

from entremise.foundation.accounts.registry import register_zone_rows
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext_lazy as _, ngettext
from entremise.foundation.tasks.registry import TaskGroup, register_task_reasons


class OpportunitiesConfig(AppConfig):
    name = "entremise.opportunities"
    label = "opportunities"

    def ready(self) -> None:
        from entremise.foundation.search.actions.scoped_index import (
            register_scoped_source,
        )

        from . import indexing
        from .models import Opportunity

        register_zone_rows(
            Opportunity,
            lambda number: (
                ngettext("%(number)d poste", "%(number)d postes", number)
                % {"number": number}
            ),
        )
        register_scoped_source(
            indexing.OPPORTUNITY_DOCUMENTS,
            zones=indexing.opportunity_zone_ids,
            codes=indexing.opportunity_codes_in_zone,
            entries=indexing.opportunity_index_entries,
        )
        register_verbs(
            {
                "opportunities.written": _("Poste écrit"),
                "opportunities.column_written": _("Poste dessiné : un côté est rempli"),
                "opportunities.moved": _("Le poste change d’étape"),
                "opportunities.proposed": _("Poste proposé à la personne"),
                "opportunities.proposal_moved": _("La proposition avance"),
                "opportunities.trade_named": _("Métier du poste choisi"),
                "opportunities.lead_wanted": _("Piste qui intéresse la personne"),
                "opportunities.lead_set_aside": _("Piste mise de côté"),
                "opportunities.lead_taken_back": _("Piste reprise"),
                "opportunities.closing_told": _(
                    "Fin de la proposition dite à la personne"
                ),
            }
        )
        register_task_reasons(
            {"opportunities.to_read": _("Poste à relire")},
            group=TaskGroup.MODERATE,
        )
        register_task_reasons(
            {"opportunities.answer_late": _("Réponse promise, en retard")},
            group=TaskGroup.LATE,
        )
        register_task_reasons(
            {
                "opportunities.lead_wanted": _(
                    "Une piste l’intéresse : en parler ensemble"
                ),
                "opportunities.to_contact": _(
                    "Intéressé·e : prendre contact avec l’employeur"
                ),
                "opportunities.declined": _("A décliné une proposition : en parler"),
                "opportunities.to_hire": _("Embauche proposée : la préparer"),
                "opportunities.to_close": _("Poste clos : le dire à la personne"),
                "opportunities.to_tell": _(
                    "L’employeur a clos : le dire à la personne"
                ),
            }
        )
