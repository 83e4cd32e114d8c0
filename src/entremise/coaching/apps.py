from django.apps import AppConfig

from entremise.candidates.events import PathMoved
from entremise.foundation.journal import verbs
from entremise.foundation.kit import events
from entremise.foundation.kit.text import gettext
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.tasks.reasons import Group, declare

from .enums import CoachState, PairingEnd

VERBS = {
    "coaching.applied": _("A proposé d’être coach"),
    "coaching.application_accepted": _("Proposition de coach acceptée"),
    "coaching.application_declined": _("Proposition de coach déclinée"),
    "coaching.opened": _("Est devenu·e coach"),
    "coaching.coach_moved": lambda data: (
        gettext("Disponibilité : %s") % CoachState(data["to"]).label
    ),
    "coaching.charter_accepted": _("Charte acceptée"),
    "coaching.paired": _("Le binôme avec un coach commence"),
    "coaching.pairing_ended": lambda data: (
        gettext("Fin du binôme avec le coach : %s") % PairingEnd(data["reason"]).label
    ),
    "coaching.session_logged": _("Séance avec le coach"),
    "coaching.alarm_raised": _("Le coach a demandé de l’aide"),
    "coaching.card_printed": _("Carte de connexion imprimée"),
}


class CoachingConfig(AppConfig):
    name = "entremise.coaching"
    label = "coaching"

    def ready(self) -> None:
        from entremise.candidates.rules import register_companion
        from entremise.foundation.messaging.recipients import find_zone_by
        from entremise.foundation.search.actions import register_sort

        from . import actions, circles, rules

        verbs.declare(VERBS)
        declare(
            {"coaching.alarm": _("Le coach demande de l’aide")}, group=Group.FRAGILE
        )
        declare(
            {"coaching.hard_session": _("Séance difficile avec le coach")},
            group=Group.FRAGILE,
        )
        declare(
            {"coaching.quiet": _("Pas de séance depuis deux semaines")},
            group=Group.SILENT,
        )
        declare(
            {"coaching.to_meet": _("Futur coach à rencontrer")}, group=Group.CONFIRM
        )
        register_companion(rules.coaches)
        register_sort(
            circles.SORT,
            zones=circles.zones,
            codes=circles.codes,
            entries=circles.entries,
        )
        register_sort(
            circles.NOTE,
            zones=circles.zones_of_notes,
            codes=circles.notes,
            entries=circles.entries_of_notes,
        )
        find_zone_by(lambda user: row.zone if (row := rules.coach_row(user)) else None)
        events.subscribe(PathMoved, actions.end_with_path)
