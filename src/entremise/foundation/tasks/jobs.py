"""Periodic erasure of names and text from old tasks."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import periodic_job

from .models import Task

DONE_TASK_RETENTION = timedelta(days=365)


@periodic_job(timedelta(hours=6))
def anonymize_done_tasks() -> int:
    """Erase the label, comment and note of tasks done a year ago; the rows stay."""
    done = Task.objects.filter(
        done_at__lt=timezone.now() - DONE_TASK_RETENTION
    ).exclude(about_label="", comment="", note="")
    return done.update(about_label="", comment="", note="")
