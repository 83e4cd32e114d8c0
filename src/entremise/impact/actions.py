"""Goals of the indicators (``Target``): set, changed, removed."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from entremise.candidates.models import Cohort
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.journal.actions import (
    HasCode,
    record_in_journal,
    record_setting_change,
)
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.cache_versions import bump_cache_version

from . import rules
from .enums import Indicator
from .models import Target

# Bumped by each change, so that two people who set goals at once wait for one another.
GOALS_VERSION = "goals"


@transaction.atomic
def set_target(
    indicator: str,
    *,
    value: int,
    starts_on: date,
    ends_on: date,
    by: User,
    zone: Zone | None = None,
    cohort: Cohort | None = None,
) -> Target:
    """Set the target of an indicator for a period, replacing one with the same first day.

    Raises NotAllowed for others than administrators, DomainError for wrong values.
    """
    _check_may_set(by)
    _check_values(indicator, value=value, starts_on=starts_on, ends_on=ends_on)
    known = _targets_of(indicator, zone, cohort).filter(starts_on=starts_on).first()
    if known is not None:
        return change_target(
            known, value=value, starts_on=starts_on, ends_on=ends_on, by=by
        )
    return add_target(
        indicator,
        value=value,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
        zone=zone,
        cohort=cohort,
    )


@transaction.atomic
def add_target(
    indicator: str,
    *,
    value: int,
    starts_on: date,
    ends_on: date,
    by: User,
    zone: Zone | None = None,
    cohort: Cohort | None = None,
) -> Target:
    """Raises DomainError when another goal of this indicator and place has days in common."""
    _check_may_set(by)
    _check_values(indicator, value=value, starts_on=starts_on, ends_on=ends_on)
    if zone is not None and cohort is not None:
        raise DomainError(_("Choisissez une zone ou une promotion, pas les deux."))
    bump_cache_version(GOALS_VERSION)
    _check_days_are_free(
        _targets_of(indicator, zone, cohort), starts_on=starts_on, ends_on=ends_on
    )
    target = Target.objects.create(
        indicator=indicator,
        starts_on=starts_on,
        ends_on=ends_on,
        value=value,
        zone=zone,
        cohort=cohort,
    )
    record_in_journal(
        "impact.target_set",
        by=by,
        about=_about(target),
        indicator=str(indicator),
        place=_place(target),
        value=value,
    )
    return target


@transaction.atomic
def change_target(
    target: Target, *, value: int, starts_on: date, ends_on: date, by: User
) -> Target:
    _check_may_set(by)
    bump_cache_version(GOALS_VERSION)
    stored = (
        Target.objects.select_related("zone", "cohort").filter(pk=target.pk).first()
    )
    if stored is None:
        raise DomainError(_("Ce but vient d’être retiré."))
    _check_values(stored.indicator, value=value, starts_on=starts_on, ends_on=ends_on)
    others = _targets_of(stored.indicator, stored.zone, stored.cohort)
    _check_days_are_free(
        others.exclude(pk=stored.pk), starts_on=starts_on, ends_on=ends_on
    )
    after = {"value": value, "starts_on": starts_on, "ends_on": ends_on}
    record_setting_change(
        "impact.target_changed",
        by=by,
        about=_about(stored),
        before={field: getattr(stored, field) for field in after},
        after=after,
        indicator=stored.indicator,
        place=_place(stored),
    )
    stored.value, stored.starts_on, stored.ends_on = value, starts_on, ends_on
    stored.save(update_fields=list(after))
    return stored


@transaction.atomic
def remove_target(target: Target, *, by: User) -> None:
    _check_may_set(by)
    record_in_journal(
        "impact.target_removed",
        by=by,
        about=_about(target),
        indicator=target.indicator,
        place=_place(target),
        value=target.value,
    )
    target.delete()


def _check_may_set(by: User) -> None:
    if not rules.can_set_target(by):
        raise NotAllowed(_("L’administration fixe les buts."))


def _check_values(
    indicator: str, *, value: int, starts_on: date, ends_on: date
) -> None:
    if indicator not in Indicator.values or ends_on < starts_on or value < 1:
        raise DomainError(
            _("Choisissez un chiffre, un but et deux dates dans l’ordre.")
        )


def _targets_of(
    indicator: str, zone: Zone | None, cohort: Cohort | None
) -> QuerySet[Target]:
    return Target.objects.filter(indicator=indicator, zone=zone, cohort=cohort)


def _check_days_are_free(
    others: QuerySet[Target], *, starts_on: date, ends_on: date
) -> None:
    """Of two goals on one day, nobody would know which one is meant."""
    other = others.filter(starts_on__lte=ends_on, ends_on__gte=starts_on).first()
    if other is not None:
        raise DomainError(
            _(
                "Un but est déjà fixé du %(start)s au %(end)s : changez-le, ou choisissez"
                " d’autres jours."
            )
            % {
                "start": other.starts_on.strftime("%d/%m/%Y"),
                "end": other.ends_on.strftime("%d/%m/%Y"),
            }
        )


def _about(target: Target) -> tuple[HasCode, ...]:
    things: tuple[HasCode | None, ...] = (target, target.zone, target.cohort)
    return tuple(thing for thing in things if thing is not None)


def _place(target: Target) -> str:
    """The name of the zone or of the cohort; empty for the whole programme."""
    return str(target.cohort or target.zone or "")
