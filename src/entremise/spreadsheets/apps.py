from typing import Any

from django.apps import AppConfig

from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext, gettext_lazy as _


def _imported(data: dict[str, Any]) -> str:
    return gettext("Liste importée : %(new)s nouveaux, %(completed)s complétés") % {
        "new": data["new"],
        "completed": data["completed"],
    }


class SpreadsheetsConfig(AppConfig):
    name = "entremise.spreadsheets"
    label = "spreadsheets"

    def ready(self) -> None:
        register_verbs(
            {
                "spreadsheets.confirmed": _("Import confirmé"),
                "spreadsheets.imported": _imported,
                "spreadsheets.undo_asked": _("Import à défaire"),
                "spreadsheets.undone": _("Import défait"),
            }
        )
