"""Messages to deliver."""

from django.db import models

from entremise.foundation.kit.models import new_code

from .enums import DIGEST_LENGTH, MessageChannel, SuppressionReason


class OutboxMessage(models.Model):
    """A mail or SMS to deliver, written in the transaction of the change it tells.

    The worker sends it later.
    """

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
    # what the message is for, for instance "meetings.invitation"
    purpose = models.CharField(max_length=60)
    language = models.CharField(max_length=8, default="fr")
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    # [{"name", "type", "content" (text)}]
    attachments = models.JSONField(default=list, blank=True)
    # code of the person or thing it is about
    about = models.CharField(max_length=22, blank=True)
    # A second message with the same key is not written.
    dedup_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    next_try_at = models.DateTimeField(auto_now_add=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    # given up; a human must look
    parked_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    # SMS given to a service that may send it twice; its answer was not stored yet
    handed_over_at = models.DateTimeField(null=True, blank=True)
    # SMS that the service counts for this text; 0 for a mail
    segments = models.PositiveSmallIntegerField(default=0)
    # the identifier that the service gave
    provider_id = models.CharField(max_length=80, blank=True, db_index=True)
    # the telephone received it, as the service reports
    delivered_at = models.DateTimeField(null=True, blank=True)

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


class SuppressedAddress(models.Model):
    """An address or number to which automatic messages stop, by a keyed hash of it.

    The address itself is where it was: in the file of the person. A corrected one has another
    hash, and no row.
    """

    code = models.CharField(
        max_length=22, unique=True, default=new_code, editable=False
    )
    channel = models.CharField(max_length=5, choices=MessageChannel.choices)
    address_digest = models.CharField(max_length=DIGEST_LENGTH, unique=True)
    reason = models.CharField(max_length=12, choices=SuppressionReason.choices)
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.channel} {self.reason}"


class SmsMonth(models.Model):
    """What the SMS of one month cost. The row stays: it is a figure about nobody."""

    first_day = models.DateField(unique=True)
    messages = models.IntegerField(default=0)
    segments = models.IntegerField(default=0)
    # ten-thousandths of a euro, at the price that was set when each SMS left
    cost = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["-first_day"]

    def __str__(self) -> str:
        return f"{self.first_day:%Y-%m}"
