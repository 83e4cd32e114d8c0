from django.apps import AppConfig
from django.db.models import Q

from entremise.foundation.accounts.registry import register_zone_rows
from entremise.foundation.journal.events import ManyFilesOpened
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit import events
from entremise.foundation.kit.text import gettext_lazy as _, ngettext

from .registry import TaskGroup, register_task_reasons


class TasksConfig(AppConfig):
    name = "entremise.foundation.tasks"
    label = "tasks"

    def ready(self) -> None:
        from . import handlers
        from .models import Task

        events.subscribe(ManyFilesOpened, handlers.ask_about_many_files)
        register_task_reasons(
            {
                handlers.MANY_FILES_OPENED: _(
                    "A ouvert plus de 30 dossiers en une heure : demandez-lui pourquoi"
                )
            },
            group=TaskGroup.CONFIRM,
        )

        register_zone_rows(
            Task,
            lambda number: (
                ngettext("%(number)d tâche", "%(number)d tâches", number)
                % {"number": number}
            ),
            counted=Q(done_at=None),
        )
        register_verbs(
            {
                "messaging.task_done": _("Une tâche a été faite"),
                "tasks.reminder_put_away": _("Un rappel du début mis de côté"),
                "tasks.reminders_brought_back": _("Les rappels du début repris"),
            }
        )
