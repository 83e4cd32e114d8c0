from django.apps import AppConfig

from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit.text import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "entremise.foundation.tasks"
    label = "tasks"

    def ready(self) -> None:
        register_verbs({"messaging.task_done": _("Une tâche a été faite")})
