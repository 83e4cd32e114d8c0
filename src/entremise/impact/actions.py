"""Targets of the indicators."""

from datetime import date

from django.db import transaction

from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import gettext as _

from . import rules
from .enums import Indicator
from .models import Target


@transaction.atomic
def set_target(
    indicator: str,
    *,
    value: int,
    starts_on: date,
    ends_on: date,
    by: User,
    zone: Zone | None = None,
) -> Target:
    """Set the target of an indicator for a period, replacing one with the same first day.

    Raises NotAllowed for others than administrators, DomainError for wrong values.
    """
    if not rules.can_set_target(by):
        raise NotAllowed(_("L’administration fixe les buts."))
    if indicator not in Indicator.values or ends_on < starts_on or value < 1:
        raise DomainError(
            _("Choisissez un chiffre, un but et deux dates dans l’ordre.")
        )
    target, _new = Target.objects.update_or_create(
        indicator=indicator,
        starts_on=starts_on,
        zone=zone,
        defaults={"value": value, "ends_on": ends_on},
    )
    record_in_journal(
        "impact.target_set",
        by=by,
        about=tuple(filter(None, (zone,))),
        indicator=indicator,
        value=value,
    )
    return target
