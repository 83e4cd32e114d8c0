"""Handlers of events: who opens many files is told to the administrators."""

from django.utils import timezone

from entremise.foundation.accounts.queries import user_with_code
from entremise.foundation.journal.events import ManyFilesOpened

from .actions import raise_task

MANY_FILES_OPENED = "tasks.many_files_opened"


def ask_about_many_files(event: ManyFilesOpened) -> None:
    """Once a day for each person; they may be preparing a meeting, or leaving with a list."""
    user = user_with_code(event.viewer_code)
    if user is None:
        return
    raise_task(
        MANY_FILES_OPENED,
        zone=None,
        for_administrators=True,
        about=("team_people", "", user.full_name),
        dedup_key=f"many_files:{user.code}:{timezone.localdate()}",
    )
