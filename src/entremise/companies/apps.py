from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

from entremise.foundation.accounts.registry import register_zone_rows
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext_lazy as _, ngettext
from entremise.foundation.tasks.registry import TaskGroup, register_task_reasons

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import User, Zone


class CompaniesConfig(AppConfig):
    name = "entremise.companies"
    label = "companies"

    def ready(self) -> None:
        from entremise.foundation.messaging.queries import (
            recipients,  # models are ready now
        )
        from entremise.foundation.search.actions.scoped_index import (
            register_scoped_source,
        )

        from . import indexing
        from .models import Company

        register_zone_rows(
            Company,
            lambda number: (
                ngettext("%(number)d entreprise", "%(number)d entreprises", number)
                % {"number": number}
            ),
        )
        recipients.register_zone_finder(_zone_of)
        register_scoped_source(
            indexing.COMPANY_DOCUMENTS,
            zones=indexing.company_zone_ids,
            codes=indexing.company_codes_in_zone,
            entries=indexing.company_index_entries,
        )
        register_verbs(
            {
                "companies.opened": _("Compte d’entreprise ouvert"),
                "companies.verified": _("Entreprise vérifiée par l’équipe"),
                "companies.refused": _("Entreprise non retenue par l’équipe"),
                "companies.suspended": _("Compte d’entreprise suspendu"),
                "companies.described": _("Engagements et présentation mis à jour"),
                "companies.member_added": _("Une personne rejoint l’entreprise"),
                "companies.member_ended": _("Une personne quitte l’entreprise"),
                "companies.champion_asked": _("Demande faite à une personne moteur"),
                "companies.site_added": _("Un lieu de travail ajouté"),
                "companies.site_removed": _("Un lieu de travail retiré"),
                "companies.owner_set": _("Suivi par quelqu’un de l’équipe"),
                "companies.join_asked": _(
                    "Quelqu’un dit travailler dans cette entreprise"
                ),
            }
        )
        register_task_reasons(
            {
                "companies.to_verify": _("Entreprise à vérifier"),
                "companies.join_asked": _(
                    "Quelqu’un dit travailler dans cette entreprise"
                ),
            },
            group=TaskGroup.MODERATE,
        )


def _zone_of(user: User) -> Zone | None:
    member = (
        user.memberships.filter(ended_at=None).select_related("company__zone").first()
    )
    return member.company.zone if member else None
