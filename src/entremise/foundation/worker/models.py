"""When each periodic job is due, and which workers are alive."""

from django.db import models


class JobRun(models.Model):
    """A periodic job: its next run, and the lease of the worker that is running it."""

    name = models.CharField(max_length=80, unique=True)  # "meetings.remind_attendees"
    due_at = models.DateTimeField(db_index=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=40, blank=True)  # the last that ran it
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    runs = models.PositiveBigIntegerField(default=0)  # since the job is known
    failed_runs = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)  # in a row
    last_error = models.CharField(max_length=300, blank=True)  # kind of error, no data

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class WorkerHeartbeat(models.Model):
    """A worker that runs; seen less than a minute ago when it is alive."""

    worker = models.CharField(max_length=40, unique=True)
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.worker
