from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.db.models import Q

from entremise.foundation.accounts.registry import ZoneHolding, register_zone_holding
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext, gettext_lazy as _, ngettext

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Zone


def _imported(data: Mapping[str, object]) -> str:
    new, completed = int(str(data["new"])), int(str(data["completed"]))
    told = (
        ngettext("%(number)d nouveau", "%(number)d nouveaux", new) % {"number": new},
        ngettext("%(number)d complété", "%(number)d complétés", completed)
        % {"number": completed},
    )
    return gettext("Liste importée : %(new)s, %(completed)s") % dict(
        zip(("new", "completed"), told, strict=True)
    )


def _accesses_opened(data: Mapping[str, object]) -> str:
    return gettext("Accès ouverts ensemble : %(number)s") % {"number": data["number"]}


def _count_zone(zone: "Zone") -> int:
    from .models import ImportRun

    return ImportRun.objects.filter(Q(zone=zone) | Q(zones=zone)).distinct().count()


def _move_zone(zone: "Zone", into: "Zone") -> int:
    """What imports told of a zone, they tell of another; once each."""
    from .models import ImportRun

    told = ImportRun.zones.through.objects
    there = list(told.filter(zone=into).values_list("importrun", flat=True))
    told.filter(zone=zone, importrun__in=there).delete()
    told.filter(zone=zone).update(zone=into)
    return ImportRun.objects.filter(zone=zone).update(zone=into)


class SpreadsheetsConfig(AppConfig):
    name = "entremise.spreadsheets"
    label = "spreadsheets"

    def ready(self) -> None:
        from .exports.lists import EXPORTED_LISTS
        from .exports.reasons import ExportReason

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

        register_zone_holding(
            ZoneHolding("spreadsheets.ImportRun", _count_zone, _move_zone)
        )
        register_verbs(
            {
                "spreadsheets.confirmed": _("Import confirmé"),
                "spreadsheets.imported": _imported,
                "spreadsheets.undo_asked": _("Import à défaire"),
                "spreadsheets.undone": _("Import défait"),
                "spreadsheets.exported": _exported,
                "spreadsheets.accesses_opened": _accesses_opened,
            }
        )
