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

MOST_WORDS = 2000


def hold(request: HttpRequest, form: Any, *, zone: Any = None) -> None:
    """At most five an hour from one network and forty a day in all: a machine that insists
    fills no list.
    """
    words = _said(form)
    if not words or not rate_limits.allow(
        "held", rate_limits.network_of(request), limit=5, per=timedelta(hours=1)
    ):
        return
    if not rate_limits.allow("held_all", "everybody", limit=40, per=timedelta(days=1)):
        return
    same = hashlib.blake2b(words.encode(), digest_size=12).hexdigest()
    page = request.path_info
    raise_task(
        "public.held",
        zone=zone,
        about=("team_today", "", page),
        words=words,
        dedup_key=f"held:{same}",
    )


def _said(form: Any) -> str:
    lines = [
        f"{field.label} : {form.cleaned_data.get(field.name) or '–'}"
        for field in form.shown()
    ]
    return "\n".join(lines)[:MOST_WORDS]
