"""People who lend their network."""

from itertools import count
from typing import Any

from django.utils import timezone

from entremise.sharing.actions.supporters import subscribe_supporter
from entremise.sharing.models import Supporter

_number = count(1)


def supporter(*, confirmed: bool = True, **wishes: Any) -> Supporter:
    """Who asked for the letter, and confirmed their address."""
    wishes.setdefault("email", f"soutien.{next(_number)}@exemple.test")
    subscribe_supporter(**wishes)
    asked = Supporter.objects.get(email=wishes["email"])
    if confirmed:
        Supporter.objects.filter(pk=asked.pk).update(confirmed_at=timezone.now())
        asked.refresh_from_db()
    return asked
