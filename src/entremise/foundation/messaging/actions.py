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
    dedup_key: str | None = None,
) -> Task:
    """Put something on the team's list. ``about``: (link purpose, code, label). Same ``dedup_key``: the first one stays."""
    kind, code, label = about
    values: dict[str, Any] = {
        "reason": reason, "zone": zone, "about_kind": kind, "about_code": code, "about_label": label,
        "owner": owner, "due_on": due_on, "urgent": urgent,
    }
    if dedup_key is None:
        return Task.objects.create(**values)
    return Task.objects.get_or_create(dedup_key=dedup_key, defaults=values)[0]
