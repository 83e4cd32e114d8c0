"""What a human on the team must do, by when."""

from django.db import models

from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.kit.models import CodedModel, TimestampedModel


class Task(CodedModel, TimestampedModel):
    """Raised by a rule (late, silent, fragile) or by a person; closed by a human."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, null=True, blank=True)
    # declared with its words, for instance "meetings.answer_late"
    reason = models.CharField(max_length=60)
    about_kind = models.CharField(max_length=30)  # purpose of the link to open
    about_code = models.CharField(max_length=22)
    # what the row shows: a first name, a company
    about_label = models.CharField(max_length=120)
    comment = models.TextField(blank=True)  # what the person who raised it wrote
    owner = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    since = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField(null=True, blank=True)
    urgent = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tasks_done",
    )
    note = models.CharField(max_length=300, blank=True)
    dedup_key = models.CharField(max_length=120, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["-urgent", "due_on", "since"]
        indexes = [
            models.Index(
                fields=["zone", "due_on"],
                name="task_open",
                condition=models.Q(done_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.about_label}"
