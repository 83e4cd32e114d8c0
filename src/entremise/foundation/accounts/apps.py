from django.apps import AppConfig

from entremise.foundation.backups.registry import (
    register_ledger_fact,
    register_restore_step,
)
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext, gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "entremise.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        from entremise.foundation.association.registry import register_who_may_change

        from .actions.ledger import LEDGER_FACTS, end_everything_signed_in
        from .actions.zones import STAFF_ROLES
        from .registry import register_zone_holding
        from .rules import can_change_settings

        register_who_may_change(can_change_settings)
        register_zone_holding(STAFF_ROLES)
        for fact in LEDGER_FACTS:
            register_ledger_fact(fact)
        register_restore_step("accounts.sign_out", end_everything_signed_in)
        register_verbs(
            {
                "accounts.signed_in": _("Entrée dans l’espace personnel"),
                "accounts.session_ended": _("Appareil déconnecté"),
                "accounts.card_issued": _("Carte de connexion imprimée"),
                "accounts.card_ended": _("Carte de connexion éteinte avec le droit"),
                "accounts.secret_chosen": _("Secret personnel choisi"),
                "accounts.secret_confirmed": _("Secret personnel confirmé"),
                "accounts.secret_reset_asked": _(
                    "Effacement du secret personnel demandé"
                ),
                "accounts.secret_reset": _("Secret personnel effacé"),
                "accounts.entry_link_issued": _("Lien d’entrée fait sur la machine"),
                "accounts.factor_added": _("Second facteur ajouté"),
                "accounts.factor_removed": _("Second facteur retiré"),
                "accounts.role_given": _("Rôle donné"),
                "accounts.role_ended": _("Rôle terminé"),
                "accounts.role_moved": _("Rôle passé à une autre zone"),
                "accounts.zone_opened": lambda data: (
                    gettext("Zone %(name)s ouverte") % data
                ),
                "accounts.zone_changed": lambda data: (
                    gettext("Zone %(name)s modifiée") % data
                ),
                "accounts.zone_closed": lambda data: (
                    gettext("Zone %(name)s fermée, reprise par %(into)s") % data
                    if data["into"]
                    else gettext("Zone %(name)s fermée, vide") % data
                ),
                "accounts.zone_reopened": lambda data: (
                    gettext("Zone %(name)s rouverte") % data
                ),
                "accounts.zone_followed": lambda data: (
                    gettext("Arrivé dans %(name)s après sa fermeture, passé à %(into)s")
                    % data
                ),
                "accounts.address_changed": _("Coordonnées changées"),
                "accounts.access_opened": _("Accès ouvert"),
                "accounts.closed": _("Accès fermé"),
                "accounts.reopened": _("Accès rouvert"),
            }
        )
