from django.apps import AppConfig

from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext_lazy as _


class BackupsConfig(AppConfig):
    name = "entremise.foundation.backups"
    label = "backups"

    def ready(self) -> None:
        register_verbs(
            {
                "backups.made": _("Une sauvegarde a été faite"),
                "backups.restored": _("Le site a été restauré d’une sauvegarde"),
                "backups.opened": _("Le site restauré a été ouvert"),
            }
        )
