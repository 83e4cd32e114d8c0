"""Cohorts: opened, changed, closed; deleted only when nobody ever was in them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from entremise.candidates.indexing.staff_index import reindex_candidate
from entremise.candidates.models import Candidate, Cohort
from entremise.candidates.rules import can_edit_cohorts
from entremise.foundation.accounts.actions.zones import hold_open_zone
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.journal.actions import (
    record_in_journal,
    record_setting_change,
)
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import clean_line, gettext as _
from entremise.foundation.search.actions.scoped_index import batch_reindexing

MAX_SEATS = 500


@transaction.atomic
def create_cohort(
    *,
    zone: Zone,
    name: str,
    starts_on: date,
    ends_on: date,
    seats: int | None = None,
    by: User,
) -> Cohort:
    """``seats``: None when nobody says how many."""
    _check_may_edit(by)
    zone = hold_open_zone(zone)
    values = _checked_values(
        name=name, starts_on=starts_on, ends_on=ends_on, seats=seats
    )
    _check_name_is_free(values["name"], zone)
    cohort = Cohort.objects.create(zone=zone, **values)
    record_in_journal(
        "candidates.cohort_opened", by=by, about=(cohort,), name=cohort.name
    )
    return cohort


@transaction.atomic
def update_cohort(
    cohort: Cohort,
    *,
    name: str,
    starts_on: date,
    ends_on: date,
    seats: int | None,
    by: User,
) -> Cohort:
    _check_may_edit(by)
    stored = Cohort.objects.select_for_update(of=("self",)).get(pk=cohort.pk)
    values = _checked_values(
        name=name, starts_on=starts_on, ends_on=ends_on, seats=seats
    )
    _check_name_is_free(values["name"], stored.zone, besides=stored)
    record_setting_change(
        "candidates.cohort_changed",
        by=by,
        about=(stored,),
        before={field: getattr(stored, field) for field in values},
        after=values,
        name=stored.name,
    )
    renamed = stored.name != values["name"]
    for field, value in values.items():
        setattr(stored, field, value)
    stored.save(update_fields=list(values))
    if renamed:
        with batch_reindexing():
            for candidate in stored.candidates.all():
                reindex_candidate(candidate)
    return stored


def _check_may_edit(by: User) -> None:
    if not can_edit_cohorts(by):
        raise NotAllowed(_("L’administration change les promotions."))


def _checked_values(
    *, name: str, starts_on: date, ends_on: date, seats: int | None
) -> dict[str, Any]:
    name = clean_line(name)[:80]
    if not name:
        raise DomainError(_("Donnez un nom à la promotion."))
    if ends_on <= starts_on:
        raise DomainError(_("Le dernier jour vient après le premier."))
    if seats is not None and not 1 <= seats <= MAX_SEATS:
        raise DomainError(
            _("Entre 1 et %(most)d places, ou rien.") % {"most": MAX_SEATS}
        )
    return {"name": name, "starts_on": starts_on, "ends_on": ends_on, "seats": seats}


def _check_name_is_free(name: str, zone: Zone, besides: Cohort | None = None) -> None:
    others = Cohort.objects.filter(zone=zone, name__iexact=name)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise DomainError(_("Une promotion de cette zone porte déjà ce nom."))


@transaction.atomic
def close_cohort(cohort: Cohort, *, by: User) -> Cohort:
    """Nobody joins it any more; its people and its figures stay."""
    return _set_closed(cohort, closed=True, by=by)


@transaction.atomic
def reopen_cohort(cohort: Cohort, *, by: User) -> Cohort:
    return _set_closed(cohort, closed=False, by=by)


def _set_closed(cohort: Cohort, *, closed: bool, by: User) -> Cohort:
    _check_may_edit(by)
    rows = Cohort.objects.filter(pk=cohort.pk, closed_at__isnull=closed)
    if not rows.update(closed_at=timezone.now() if closed else None):
        raise DomainError(_("C’est déjà fait. Rechargez la page."))
    cohort.refresh_from_db()
    verb = "candidates.cohort_closed" if closed else "candidates.cohort_reopened"
    record_in_journal(verb, by=by, about=(cohort,), name=cohort.name)
    return cohort


@transaction.atomic
def delete_cohort(cohort: Cohort, *, by: User) -> None:
    """Raises DomainError when somebody is in it, or a goal was set for it."""
    _check_may_edit(by)
    stored = Cohort.objects.select_for_update().get(pk=cohort.pk)
    if Candidate.objects.filter(cohort=stored).exists():
        raise DomainError(
            _("Des personnes sont dans cette promotion. Fermez-la plutôt.")
        )
    record_in_journal(
        "candidates.cohort_deleted",
        by=by,
        about=(stored, stored.zone),
        name=stored.name,
    )
    try:
        stored.delete()
    except ProtectedError as error:
        raise DomainError(
            _("Un but est fixé pour cette promotion. Retirez-le d’abord.")
        ) from error
