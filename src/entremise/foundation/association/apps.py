from django.apps import AppConfig

from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext_lazy as _

VERBS = {
    "association.setting_changed": _("Un réglage de l’association a changé"),
    "association.text_published": _("Une nouvelle version d’un texte est publiée"),
    "association.channel_tried": _("L’envoi des messages a été essayé"),
}


class AssociationConfig(AppConfig):
    name = "entremise.foundation.association"
    label = "association"

    def ready(self) -> None:
        from entremise.foundation.web import cache_versions

        from .queries import CACHE_VERSION

        register_verbs(VERBS)
        cache_versions.register_common_version(CACHE_VERSION)
