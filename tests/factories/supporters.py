"""Supporters, made by the same actions as on screen."""

from itertools import count
from typing import Any

from django.utils import timezone

from entremise.sharing.actions.supporters import subscribe_supporter
from entremise.sharing.models import Supporter

_number = count(1)


def supporter(*, confirmed: bool = True, **wishes: Any) -> Supporter:
    """Subscribed, with a confirmed address unless ``confirmed=False``."""
    wishes.setdefault("email", f"soutien.{next(_number)}@exemple.test")
    subscribe_supporter(**wishes)
    asked = Supporter.objects.get(email=wishes["email"])
    if confirmed:
        Supporter.objects.filter(pk=asked.pk).update(confirmed_at=timezone.now())
        asked.refresh_from_db()
    return asked
