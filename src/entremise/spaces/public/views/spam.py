"""Forms whose hidden field was filled, by a robot or, rarely, by somebody's browser.

The sender sees the same thanks. Nothing is sent; the team gets a task with the text.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest

from entremise.foundation.tasks.actions import raise_task
from entremise.foundation.web import rate_limits
from entremise.spaces.public.forms.honeypot import HoneypotForm

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Zone

MAX_TEXT_LENGTH = 2000


def hold_for_moderation(
    request: HttpRequest, form: HoneypotForm, *, zone: Zone | None = None
) -> None:
    """Raise a task, at most 5 an hour per network and 40 a day in all."""
    text = _form_as_text(form)
    if not text or not rate_limits.allow_attempt(
        "held", rate_limits.client_network(request), limit=5, period=timedelta(hours=1)
    ):
        return
    if not rate_limits.allow_attempt(
        "held_all", "everybody", limit=40, period=timedelta(days=1)
    ):
        return
    text_hash = hashlib.blake2b(text.encode(), digest_size=12).hexdigest()
    page = request.path_info
    raise_task(
        "public.held",
        zone=zone,
        about=("team_today", "", page),
        comment=text,
        dedup_key=f"held:{text_hash}",
    )


def _form_as_text(form: HoneypotForm) -> str:
    lines = [
        f"{field.label} : {form.cleaned_data.get(field.name) or '–'}"
        for field in form.shown_fields()
    ]
    return "\n".join(lines)[:MAX_TEXT_LENGTH]
