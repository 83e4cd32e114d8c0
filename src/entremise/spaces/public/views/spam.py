"""What a form received with its invisible field filled: a machine nearly always, somebody's
browser once in a while.

The sender sees the same thanks. Nothing is sent to anybody; the team finds the words on its
list and decides.
"""

import hashlib
from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from entremise.foundation.tasks.actions import raise_task
from entremise.foundation.web import rate_limits

MAX_TEXT_LENGTH = 2000


def hold_for_moderation(request: HttpRequest, form: Any, *, zone: Any = None) -> None:
    """At most five an hour from one network and forty a day in all: a machine that insists
    fills no list.
    """
    words = _form_as_text(form)
    if not words or not rate_limits.allow_attempt(
        "held", rate_limits.client_network(request), limit=5, period=timedelta(hours=1)
    ):
        return
    if not rate_limits.allow_attempt(
        "held_all", "everybody", limit=40, period=timedelta(days=1)
    ):
        return
    same = hashlib.blake2b(words.encode(), digest_size=12).hexdigest()
    page = request.path_info
    raise_task(
        "public.held",
        zone=zone,
        about=("team_today", "", page),
        comment=words,
        dedup_key=f"held:{same}",
    )


def _form_as_text(form: Any) -> str:
    lines = [
        f"{field.label} : {form.cleaned_data.get(field.name) or '–'}"
        for field in form.shown_fields()
    ]
    return "\n".join(lines)[:MAX_TEXT_LENGTH]
