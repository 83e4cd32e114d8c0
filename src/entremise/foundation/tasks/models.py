"""Tasks of the team."""

from django.db import models

from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.kit.models import CodedModel, TimestampedModel


class PutAwayReminder(models.Model):
    """A line of the list of what is missing, that the association does not want to read."""

    key = models.CharField(max_length=40, unique=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key


class Task(CodedModel, TimestampedModel):
    """Something the team must do: raised by a rule or by a person, closed by a person."""

    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, null=True, blank=True)
    # about somebody of the team: the others do not see it
    for_administrators = models.BooleanField(default=False)
    # registered with its text, for instance "meetings.answer_late"
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
