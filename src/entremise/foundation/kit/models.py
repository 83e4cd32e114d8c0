"""Abstract bases, and the two tables every app relies on:

the outbox and the forms already submitted.
"""

import secrets
from collections.abc import Collection
from typing import Any

from django.db import models

from .errors import MoveRefused
from .text import gettext_lazy as _


def new_code() -> str:
    """22 URL-safe characters, 128 random bits: an address nobody can guess."""
    return secrets.token_urlsafe(16)


class Coded(models.Model):
    """Known outside by an unguessable code, never by its row number."""

    code = models.CharField(
        max_length=22, unique=True, default=new_code, editable=False
    )

    class Meta:
        abstract = True


class Timestamped(models.Model):
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class MovableQuerySet(models.QuerySet):
    def move(
        self,
        pk: int,
        *,
        field: str = "state",
        allowed_from: Collection[str],
        to: str,
        **changes: Any,
    ) -> None:
        """Compare-and-swap:

        the row moves only if it still stands where the rules allow to leave from.
        """
        moved = self.filter(pk=pk, **{f"{field}__in": list(allowed_from)}).update(
            **{field: to}, **changes
        )
        if not moved:
            raise MoveRefused(
                _(
                    "Cette étape a déjà changé entre-temps. Rechargez la page pour voir où elle en est."
                )
            )


class OutboxMessage(models.Model):
    """A mail or SMS to deliver, written in the transaction of the fact it tells.

    The worker sends it.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        HAND = (
            "hand",
            _("de vive voix"),
        )  # nobody can write to this person: the team tells them

    code = models.CharField(
        max_length=22, unique=True, default=new_code, editable=False
    )
    channel = models.CharField(
        max_length=5, choices=Channel.choices, default=Channel.EMAIL
    )
    to = models.CharField(max_length=254, blank=True)
    to_name = models.CharField(max_length=80, blank=True)
    zone = models.CharField(
        max_length=22, blank=True
    )  # code of the zone whose team may read it; empty: administrators
    purpose = models.CharField(
        max_length=60
    )  # the notice's key, for instance "meetings.invitation"
    language = models.CharField(max_length=8, default="fr")
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    attachments = models.JSONField(
        default=list, blank=True
    )  # [{"name", "type", "content" (text)}]
    about = models.CharField(
        max_length=22, blank=True
    )  # code of the person or thing it speaks of
    # Two facts that say the same thing to the same person at the same time send one message.
    dedup_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    next_try_at = models.DateTimeField(auto_now_add=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    parked_at = models.DateTimeField(
        null=True, blank=True
    )  # given up; a human must look
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


class SubmittedForm(models.Model):
    """A form that was accepted, by the one-time key in its page: sent twice, it does one thing."""

    key = models.CharField(max_length=40, unique=True)
    location = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.key


class Allowance(models.Model):
    """How often somebody did something lately:

    one row per bucket and (hashed) key. See ``limits``.
    """

    bucket = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    count = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bucket", "key"], name="one_allowance_per_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bucket} {self.count}"


class Stamp(models.Model):
    """A word that changes whenever what it is named after changes. See ``stamps``."""

    name = models.CharField(max_length=40, unique=True)
    value = models.CharField(max_length=22)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
