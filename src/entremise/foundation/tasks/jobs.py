"""Periodic erasure of names and text from old tasks."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.periodic_jobs import periodic_job

from .models import Task


@periodic_job(timedelta(hours=6))
def anonymize_done_tasks() -> int:
    """Erase the label, comment and note of tasks done long ago; the rows stay."""
    kept = timedelta(days=current_settings().days_of_done_tasks)
    done = Task.objects.filter(done_at__lt=timezone.now() - kept).exclude(
        about_label="", comment="", note=""
    )
    return done.update(about_label="", comment="", note="")
