from django.apps import AppConfig

from entremise.foundation.journal import verbs
from entremise.foundation.kit.text import gettext_lazy as _


class ImpactConfig(AppConfig):
    name = "entremise.impact"
    label = "impact"

    def ready(self) -> None:
        verbs.register_verbs({"impact.target_set": _("But fixé")})
