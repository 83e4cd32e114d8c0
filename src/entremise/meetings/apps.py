from django.apps import AppConfig

from entremise.companies.events import CompanyClosed
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.events import subscribe
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.tasks.registry import TaskGroup, register_task_reasons


class MeetingsConfig(AppConfig):
    name = "entremise.meetings"
    label = "meetings"

    def ready(self) -> None:
        from .handlers import raise_tasks_for_closed_company

        subscribe(CompanyClosed, raise_tasks_for_closed_company)
        register_verbs(VERBS)
        register_task_reasons(
            {"meetings.answer_late": _("Réponse promise, en retard")},
            group=TaskGroup.LATE,
        )
        register_task_reasons(
            {"meetings.approach_held": _("Proposition à relire")},
            group=TaskGroup.MODERATE,
        )
        register_task_reasons(
            {"meetings.unconfirmed": _("Rencontre à faire confirmer")},
            group=TaskGroup.CONFIRM,
        )
        register_task_reasons(FRAGILE, group=TaskGroup.FRAGILE)
        register_task_reasons(TO_DO)


VERBS = {
    "meetings.approached": _("Une entreprise propose une rencontre"),
    "meetings.introduced": _("Mise en relation proposée"),
    "meetings.let_through": _("Proposition transmise à la personne"),
    "meetings.stopped": _("Proposition arrêtée par l’équipe"),
    "meetings.accepted": _("Proposition acceptée par la personne"),
    "meetings.declined": _("Proposition déclinée par la personne"),
    "meetings.taken_back": _("Proposition retirée par l’entreprise"),
    "meetings.approach_closed": _("Dernier mot donné"),
    "meetings.proposed": _("Date de rencontre proposée"),
    "meetings.date_suits": _("La date convient à un côté"),
    "meetings.agreed": _("Rencontre convenue"),
    "meetings.rescheduled": _("Rencontre déplacée"),
    "meetings.cancelled": _("Rencontre annulée"),
    "meetings.confirmed": _("Un côté confirme la rencontre"),
    "meetings.held": _("La rencontre a eu lieu"),
    "meetings.no_show": _("Quelqu’un n’est pas venu"),
    "meetings.prepared": _("Rencontre préparée"),
    "meetings.debriefed": _("Rencontre racontée"),
}
FRAGILE = {
    "meetings.no_show": _("Quelqu’un n’est pas venu"),
    "meetings.company_closed": _("L’entreprise est fermée : prévenir la personne"),
    "meetings.no_date": _("Un oui, mais pas de date"),
}
TO_DO = {
    "meetings.to_plan": _("Trouver une date"),
    "meetings.to_tell_sender": _("Écrire à qui a proposé"),
    "meetings.next_step": _("Rencontre faite : préparer la suite"),
}
