"""What is forgotten of tasks done long ago."""

from datetime import timedelta

from django.utils import timezone

from entremise.foundation.kit.jobs import periodic

from .models import Task

TASKS_KEPT = timedelta(days=365)


@periodic(timedelta(hours=6))
def forget_tasks() -> int:
    """A year after it was done, a task still counts but names nobody."""
    done = Task.objects.filter(done_at__lt=timezone.now() - TASKS_KEPT).exclude(
        about_label="", words="", note=""
    )
    return done.update(about_label="", words="", note="")
