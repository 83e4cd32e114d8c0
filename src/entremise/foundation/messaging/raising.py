from datetime import date
from typing import Any

from django.db import transaction

from entremise.foundation.accounts.models import User, Zone

from .models import Task


@transaction.atomic
def raise_task(
    reason: str,
    *,
    zone: Zone | None,
    about: tuple[str, str, str],
    owner: User | None = None,
    due_on: date | None = None,
    urgent: bool = False,
    words: str = "",
    dedup_key: str | None = None,
) -> Task:
    """Put something on the team's list; with a ``dedup_key`` already there, the first one stays.

    ``about``: purpose of the link, code, label. ``words``: what a person wrote, shown on the row.
    """
    kind, code, label = about
    values: dict[str, Any] = {
        "reason": reason,
        "zone": zone,
        "about_kind": kind,
        "about_code": code,
        "about_label": label[:120],
        "owner": owner,
        "due_on": due_on,
        "urgent": urgent,
        "words": words,
    }
    if dedup_key is None:
        return Task.objects.create(**values)
    return Task.objects.get_or_create(dedup_key=dedup_key, defaults=values)[0]
