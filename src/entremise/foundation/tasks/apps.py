from django.apps import AppConfig

from entremise.foundation.journal import verbs
from entremise.foundation.kit.text import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "entremise.foundation.tasks"
    label = "tasks"

    def ready(self) -> None:
        verbs.register_verbs({"messaging.task_done": _("Une tâche a été faite")})
