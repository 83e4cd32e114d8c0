from collections.abc import Mapping

from django.apps import AppConfig

from entremise.foundation.accounts.registry import register_zone_rows
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext, gettext_lazy as _


def _imported(data: Mapping[str, object]) -> str:
    return gettext("Liste importée : %(new)s nouveaux, %(completed)s complétés") % {
        "new": data["new"],
        "completed": data["completed"],
    }


class SpreadsheetsConfig(AppConfig):
    name = "entremise.spreadsheets"
    label = "spreadsheets"

    def ready(self) -> None:
        from .exports.lists import EXPORTED_LISTS
        from .exports.reasons import ExportReason
        from .models import ImportRun

        titles = {
            exported.declared.key: exported.declared.title
            for exported in EXPORTED_LISTS.values()
        }

        def _exported(data: Mapping[str, object]) -> str:
            return gettext("Liste emportée : %(list)s, %(number)s ; %(reason)s") % {
                "list": titles[str(data["list"])],
                "number": data["number"],
                "reason": ExportReason(str(data["reason"])).label,
            }

        register_zone_rows(ImportRun)
        register_verbs(
            {
                "spreadsheets.confirmed": _("Import confirmé"),
                "spreadsheets.imported": _imported,
                "spreadsheets.undo_asked": _("Import à défaire"),
                "spreadsheets.undone": _("Import défait"),
                "spreadsheets.exported": _exported,
            }
        )
