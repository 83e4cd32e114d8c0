from django.apps import AppConfig

from entremise.candidates.events import PathMoved
from entremise.foundation.accounts.registry import (
    register_card_right,
    register_zone_rows,
)
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit import events
from entremise.foundation.kit.text import gettext, gettext_lazy as _, ngettext
from entremise.foundation.tasks.registry import TaskGroup, register_task_reasons

from .enums import CoachState, PairingEndReason

VERBS = {
    "coaching.applied": _("A proposé d’être coach"),
    "coaching.application_accepted": _("Proposition de coach acceptée"),
    "coaching.application_declined": _("Proposition de coach déclinée"),
    "coaching.opened": _("Est devenu·e coach"),
    "coaching.listed": _("Repris d’une liste comme coach"),
    "coaching.completed": _("Fiche de coach complétée d’après une liste"),
    "coaching.pairing_listed": _("Binôme repris d’une liste"),
    "coaching.session_listed": _("Séance reprise d’une liste"),
    "coaching.coach_moved": lambda data: (
        gettext("Disponibilité : %s") % CoachState(data["to"]).label
    ),
    "coaching.charter_accepted": lambda data: (
        gettext("Charte acceptée (texte de %s)") % data["version"]
    ),
    "coaching.paired": _("Le binôme avec un coach commence"),
    "coaching.pairing_ended": lambda data: (
        gettext("Fin du binôme avec le coach : %s")
        % PairingEndReason(data["reason"]).label
    ),
    "coaching.session_logged": _("Séance avec le coach"),
    "coaching.alarm_raised": _("Le coach a demandé de l’aide"),
    "coaching.card_printed": _("Carte de connexion imprimée"),
}


class CoachingConfig(AppConfig):
    name = "entremise.coaching"
    label = "coaching"

    def ready(self) -> None:
        from entremise.candidates.rules import register_accompaniment_check
        from entremise.foundation.messaging.queries.recipients import (
            register_zone_finder,
        )
        from entremise.foundation.search.actions.scoped_index import (
            register_scoped_source,
        )

        from . import handlers, indexing, rules
        from .models import Coach, CoachApplication

        register_zone_rows(
            Coach,
            lambda number: (
                ngettext("%(number)d coach", "%(number)d coachs", number)
                % {"number": number}
            ),
        )
        register_zone_rows(
            CoachApplication,
            lambda number: (
                ngettext(
                    "%(number)d proposition de devenir coach",
                    "%(number)d propositions de devenir coach",
                    number,
                )
                % {"number": number}
            ),
        )
        register_verbs(VERBS)
        register_task_reasons(
            {"coaching.alarm": _("Le coach demande de l’aide")}, group=TaskGroup.FRAGILE
        )
        register_task_reasons(
            {"coaching.hard_session": _("Séance difficile avec le coach")},
            group=TaskGroup.FRAGILE,
        )
        register_task_reasons(
            {"coaching.quiet": _("Pas de séance depuis deux semaines")},
            group=TaskGroup.SILENT,
        )
        register_task_reasons(
            {"coaching.to_meet": _("Futur coach à rencontrer")}, group=TaskGroup.CONFIRM
        )
        register_accompaniment_check(rules.is_coach_of)
        register_card_right(rules.may_print_card_for)
        register_scoped_source(
            indexing.COACH_DOCUMENTS,
            zones=indexing.coach_zone_ids,
            codes=indexing.coach_codes_in_zone,
            entries=indexing.coach_index_entries,
        )
        register_scoped_source(
            indexing.SESSION_DOCUMENTS,
            zones=indexing.session_zone_ids,
            codes=indexing.session_codes_in_zone,
            entries=indexing.session_index_entries,
        )
        register_zone_finder(
            lambda user: row.zone if (row := rules.coach_of_user(user)) else None
        )
        events.subscribe(PathMoved, handlers.end_pairing_with_path)
