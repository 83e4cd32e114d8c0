"""What is forgotten of tasks done long ago."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import periodic_job

from .models import Task

DONE_TASK_RETENTION = timedelta(days=365)


@periodic_job(timedelta(hours=6))
def anonymize_done_tasks() -> int:
    """A year after it was done, a task still counts but names nobody."""
    done = Task.objects.filter(
        done_at__lt=timezone.now() - DONE_TASK_RETENTION
    ).exclude(about_label="", comment="", note="")
    return done.update(about_label="", comment="", note="")
