"""Base classes of models."""

import secrets
from collections.abc import Collection
from typing import Any

from django.db import models

from .errors import MoveRefused
from .text import gettext_lazy as _


def new_code() -> str:
    """22 URL-safe characters, 128 random bits: it cannot be guessed."""
    return secrets.token_urlsafe(16)


class CodedModel(models.Model):
    """Identified in URLs by a random code, never by its primary key."""

    code = models.CharField(
        max_length=22, unique=True, default=new_code, editable=False
    )

    class Meta:
        abstract = True


class TimestampedModel(models.Model):
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class StateQuerySet(models.QuerySet):
    def move(
        self,
        pk: int,
        *,
        field: str = "state",
        allowed_from: Collection[str],
        to: str,
        **changes: Any,
    ) -> None:
        """Compare-and-swap: change the state only if it still is one of ``allowed_from``.

        MoveRefused otherwise.
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
