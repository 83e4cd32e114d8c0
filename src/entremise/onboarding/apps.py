from django.apps import AppConfig

from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.tasks.registry import TaskGroup, register_task_reasons


class OnboardingConfig(AppConfig):
    name = "entremise.onboarding"
    label = "onboarding"

    def ready(self) -> None:
        from entremise.candidates.rules import register_path_objection

        from .queries import path_objection_of

        register_path_objection(path_objection_of)
        register_verbs(
            {
                "onboarding.hired": _("Embauche"),
                "onboarding.listed": _("Embauche reprise d’une liste"),
                "onboarding.people_named": _("Manager ou marraine, parrain nommés"),
                "onboarding.step_done": _("Étape d’accueil faite"),
                "onboarding.step_undone": _("Étape d’accueil rouverte"),
                "onboarding.answered": _("Point d’étape répondu"),
                "onboarding.ended": _("Fin de l’embauche"),
            }
        )
        register_task_reasons(
            {
                "onboarding.job_over": _("Embauche : quelqu’un dit qu’elle est finie"),
                "onboarding.fragile": _("Embauche : quelqu’un a besoin d’un appel"),
                "onboarding.diverging": _("Embauche : les regards diffèrent"),
            },
            group=TaskGroup.FRAGILE,
        )
        register_task_reasons(
            {"onboarding.silent": _("Embauche : point d’étape sans réponse")},
            group=TaskGroup.SILENT,
        )
