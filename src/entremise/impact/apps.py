from django.apps import AppConfig

from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext_lazy as _


class ImpactConfig(AppConfig):
    name = "entremise.impact"
    label = "impact"

    def ready(self) -> None:
        register_verbs({"impact.target_set": _("But fixé")})
