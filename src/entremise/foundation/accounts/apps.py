from django.apps import AppConfig

from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "entremise.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        register_verbs(
            {
                "accounts.signed_in": _("Entrée dans l’espace personnel"),
                "accounts.session_ended": _("Appareil déconnecté"),
                "accounts.card_issued": _("Carte de connexion imprimée"),
                "accounts.factor_added": _("Second facteur ajouté"),
                "accounts.factor_removed": _("Second facteur retiré"),
                "accounts.role_given": _("Rôle donné"),
                "accounts.role_ended": _("Rôle terminé"),
                "accounts.address_changed": _("Coordonnées changées"),
                "accounts.access_opened": _("Accès ouvert"),
                "accounts.closed": _("Accès fermé"),
                "accounts.reopened": _("Accès rouvert"),
            }
        )
