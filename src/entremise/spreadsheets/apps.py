from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.apps import AppConfig

from entremise.foundation.accounts.registry import (
    ZoneHolding,
    register_zone_holding,
    register_zone_rows,
)
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext, gettext_lazy as _

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Zone


def _imported(data: Mapping[str, object]) -> str:
    return gettext("Liste importée : %(new)s nouveaux, %(completed)s complétés") % {
        "new": data["new"],
        "completed": data["completed"],
    }


def _count_zone(zone: "Zone") -> int:
    from .models import ImportRun

    return ImportRun.zones.through.objects.filter(zone=zone).count()


def _move_zone(zone: "Zone", into: "Zone") -> int:
    """What imports told of a zone, they tell of another; once each."""
    from .models import ImportRun

    told = ImportRun.zones.through.objects
    there = told.filter(zone=into).values("importrun")
    told.filter(
        zone=zone, importrun__in=list(there.values_list("importrun", flat=True))
    ).delete()
    return told.filter(zone=zone).update(zone=into)


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
        register_zone_holding(
            ZoneHolding("spreadsheets.ImportRun.zones", _count_zone, _move_zone)
        )
        register_verbs(
            {
                "spreadsheets.confirmed": _("Import confirmé"),
                "spreadsheets.imported": _imported,
                "spreadsheets.undo_asked": _("Import à défaire"),
                "spreadsheets.undone": _("Import défait"),
                "spreadsheets.exported": _exported,
            }
        )
