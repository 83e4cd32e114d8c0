"""Requests whose reader is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view receives when its access test lets only signed-in people in.

    For annotations: the request itself is Django's.
    """

    user: User
