from typing import Any

from django.apps import AppConfig

from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext

from .enums import Indicator


class ImpactConfig(AppConfig):
    name = "entremise.impact"
    label = "impact"

    def ready(self) -> None:
        register_verbs(
            {
                "impact.target_set": lambda data: (
                    gettext("But fixé : %(figure)s, %(value)s") % _said(data)
                ),
                "impact.target_changed": lambda data: (
                    gettext("But changé : %(figure)s") % _said(data)
                ),
                "impact.target_removed": lambda data: (
                    gettext("But retiré : %(figure)s, %(value)s") % _said(data)
                ),
            }
        )


def _said(data: dict[str, Any]) -> dict[str, Any]:
    """« Embauches, Lyon », and the value when the entry has one."""
    figure = str(Indicator(data["indicator"]).label)
    place = data.get("place")
    return {
        "figure": f"{figure}, {place}" if place else figure,
        "value": data.get("value", ""),
    }
