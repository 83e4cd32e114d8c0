"""The worker's part of imports, and forgetting what files said about people."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import background_work, periodic_job

from .actions import working
from .actions.forgetting import forget_old_imports


@background_work
def advance_imports() -> bool:
    """Take one step of one import; False when none waits."""
    return working.advance_imports()


@periodic_job(timedelta(hours=1))
def forget_imported_files() -> int:
    """A day later, delete the file and the cells of what was imported, or never confirmed."""
    return forget_old_imports(timezone.now())
