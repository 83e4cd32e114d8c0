"""The messages to deliver."""

from django.db import models

from entremise.foundation.kit.models import new_code
from entremise.foundation.kit.text import gettext_lazy as _


class OutboxMessage(models.Model):
    """A mail or SMS to deliver, written in the transaction of the fact it tells.

    The worker sends it.
    """

    class MessageChannel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        # nobody can write to this person: the team tells them
        IN_PERSON = ("hand", _("de vive voix"))

    code = models.CharField(
        max_length=22, unique=True, default=new_code, editable=False
    )
    channel = models.CharField(
        max_length=5, choices=MessageChannel.choices, default=MessageChannel.EMAIL
    )
    to = models.CharField(max_length=254, blank=True)
    to_name = models.CharField(max_length=80, blank=True)
    # code of the zone whose team may read it; empty: administrators
    zone = models.CharField(max_length=22, blank=True)
    # the notice's key, for instance "meetings.invitation"
    purpose = models.CharField(max_length=60)
    language = models.CharField(max_length=8, default="fr")
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    # [{"name", "type", "content" (text)}]
    attachments = models.JSONField(default=list, blank=True)
    # code of the person or thing it speaks of
    about = models.CharField(max_length=22, blank=True)
    # Two facts that say the same thing to the same person at the same time send one message.
    dedup_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    next_try_at = models.DateTimeField(auto_now_add=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    # given up; a human must look
    parked_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"],
                name="outbox_waiting",
                condition=models.Q(sent_at=None, parked_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} ({self.channel})"
