"""Zones: opened, changed, closed by moving what they hold to another one."""

from typing import Any
from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from entremise.foundation.accounts import rules, validators
from entremise.foundation.accounts.events import ZoneChanged
from entremise.foundation.accounts.models import StaffRole, User, Zone
from entremise.foundation.accounts.registry import ZoneHolding, zone_holdings
from entremise.foundation.journal.actions import (
    record_in_journal,
    record_setting_change,
)
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.events import announce
from entremise.foundation.kit.text import clean_line, gettext as _, ngettext
from entremise.foundation.search.actions.scoped_index import reindex_things_of_zone

JOURNALLED_FIELDS = ("name", "departements", "time_zone")
# A person's own address or telephone may stand there: the journal only says that it changed.
CONTACT_FIELDS = ("email", "phone")


def check_may_change_settings(by: User | None) -> None:
    """``by``: None for whoever installs the platform, from the command line."""
    if by is not None and not rules.can_change_settings(by):
        raise NotAllowed(_("L’administration change les réglages."))


@transaction.atomic
def create_zone(
    *,
    name: str,
    departements: list[str],
    email: str = "",
    phone: str = "",
    time_zone: str = "",
    by: User | None,
) -> Zone:
    """``departements``: codes. Raises DomainError for a name that another zone has."""
    check_may_change_settings(by)
    values = _checked_values(
        name=name,
        departements=departements,
        email=email,
        phone=phone,
        time_zone=time_zone,
    )
    _check_name_is_free(values["name"])
    zone = Zone.objects.create(slug=_free_slug(values["name"]), **values)
    record_in_journal("accounts.zone_opened", by=by, about=(zone,), name=zone.name)
    announce(ZoneChanged(zone, by))
    return zone


@transaction.atomic
def update_zone(
    zone: Zone,
    *,
    name: str,
    departements: list[str],
    email: str,
    phone: str,
    time_zone: str,
    by: User,
) -> Zone:
    """Change what is said of a zone; its address in links does not change."""
    check_may_change_settings(by)
    stored = Zone.objects.select_for_update().get(pk=zone.pk)
    values = _checked_values(
        name=name,
        departements=departements,
        email=email,
        phone=phone,
        time_zone=time_zone,
    )
    _check_name_is_free(values["name"], besides=stored)
    was_named = stored.name
    record_setting_change(
        "accounts.zone_changed",
        by=by,
        about=(stored,),
        before={field: getattr(stored, field) for field in values},
        after=values,
        kept_secret=CONTACT_FIELDS,
        name=stored.name,
    )
    for field, value in values.items():
        setattr(stored, field, value)
    stored.save(update_fields=list(values))
    if stored.name != was_named:
        with reindex_things_of_zone(stored.pk):
            announce(ZoneChanged(stored, by))
    return stored


def _checked_values(
    *, name: str, departements: list[str], email: str, phone: str, time_zone: str
) -> dict[str, Any]:
    name = clean_line(name)[:80]
    if not name:
        raise DomainError(_("Donnez un nom à la zone."))
    if time_zone and time_zone not in available_timezones():
        raise DomainError(_("Choisissez une heure dans la liste."))
    number = validators.parse_phone_number(phone) if phone else ""
    if number is None:
        raise DomainError(
            validators.number_among_words(phone)
            or _(
                "Ce numéro de téléphone n’est pas complet. Écrivez-le par exemple 06 12 34 56 78."
            )
        )
    return {
        "name": name,
        "departements": validators.parse_departements(", ".join(departements)).codes,
        "email": email.strip().lower(),
        "phone": number,
        "time_zone": "" if time_zone == settings.TIME_ZONE else time_zone,
    }


def _check_name_is_free(name: str, besides: Zone | None = None) -> None:
    others = Zone.objects.filter(name__iexact=name)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise DomainError(_("Une autre zone porte déjà ce nom."))


def _free_slug(name: str) -> str:
    base = slugify(name)[:44] or "zone"
    taken = set(
        Zone.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    if base not in taken:
        return base
    return next(
        f"{base}-{number}"
        for number in range(2, len(taken) + 3)
        if f"{base}-{number}" not in taken
    )


def hold_open_zone(zone: Zone) -> Zone:
    """Keep a zone open until the caller's transaction ends; DomainError when it is closed.

    Called first by each action that brings somebody or something new into a zone.
    """
    stored = Zone.objects.select_for_update(no_key=True).get(pk=zone.pk)
    if not stored.is_open:
        raise DomainError(
            _("La zone %(zone)s est fermée. Choisissez-en une autre.")
            % {"zone": stored.name}
        )
    return stored


@transaction.atomic
def close_zone(zone: Zone, *, into: Zone | None, by: User) -> Zone:
    """Move everything that a zone holds into another one, then close it.

    ``into``: None for a zone that holds nothing. Raises DomainError when one of them was
    closed meanwhile, or when something is held and nowhere to go is given.
    """
    check_may_change_settings(by)
    held = _lock(zone, into)
    closing, target = held[zone.pk], held[into.pk] if into else None
    if target is not None and target.pk == closing.pk:
        raise DomainError(_("Choisissez une autre zone."))
    for one in filter(None, (closing, target)):
        if not one.is_open:
            raise DomainError(
                _("La zone %(zone)s vient d’être fermée. Rechargez la page.")
                % {"zone": one.name}
            )
    if target is None and any(h.count(closing) for h in zone_holdings()):
        raise DomainError(
            _("Cette zone n’est pas vide. Choisissez celle qui la reprend.")
        )
    moved = _move_contents(closing, target, by=by) if target else {}
    closing.closed_at, closing.closed_into = timezone.now(), target
    closing.save(update_fields=["closed_at", "closed_into"])
    record_in_journal(
        "accounts.zone_closed",
        by=by,
        about=tuple(filter(None, (closing, target))),
        name=closing.name,
        into=target.name if target else "",
        moved=moved,
    )
    announce(ZoneChanged(closing, by))
    return closing


def _lock(zone: Zone, into: Zone | None) -> dict[int, Zone]:
    """Always in the same order, so that two closings wait for one another."""
    keys = [one.pk for one in (zone, into) if one is not None]
    rows = Zone.objects.select_for_update(no_key=True).filter(pk__in=keys)
    return {row.pk: row for row in rows.order_by("pk")}


def _move_contents(zone: Zone, into: Zone, *, by: User | None) -> dict[str, int]:
    """How many rows of each sort moved; indexes and public pages follow."""
    with reindex_things_of_zone(zone.pk):
        moved = {holding.key: holding.move(zone, into) for holding in zone_holdings()}
        announce(ZoneChanged(into, by))
    return {key: number for key, number in moved.items() if number}


@transaction.atomic
def reopen_zone(zone: Zone, *, by: User) -> Zone:
    """Open a closed zone again, empty: what it held stays where it went."""
    check_may_change_settings(by)
    stored = Zone.objects.select_for_update().get(pk=zone.pk)
    if stored.is_open:
        raise DomainError(_("Cette zone est déjà ouverte."))
    stored.closed_at = stored.closed_into = None
    stored.save(update_fields=["closed_at", "closed_into"])
    record_in_journal(
        "accounts.zone_reopened", by=by, about=(stored,), name=stored.name
    )
    announce(ZoneChanged(stored, by))
    return stored


def move_what_came_late() -> int:
    """Move what was written into a closed zone by somebody who began before it closed."""
    moved = 0
    for zone in Zone.objects.exclude(closed_into=None).select_related("closed_into"):
        if any(holding.count(zone) for holding in zone_holdings()):
            moved += _move_late_contents(zone)
    return moved


@transaction.atomic
def _move_late_contents(zone: Zone) -> int:
    into = _open_successor_of(zone)
    if into is None:
        return 0
    moved = _move_contents(zone, into, by=None)
    record_in_journal(
        "accounts.zone_followed",
        by=None,
        about=(zone, into),
        name=zone.name,
        into=into.name,
        moved=moved,
    )
    return sum(moved.values())


def _open_successor_of(zone: Zone) -> Zone | None:
    """The open zone at the end of the chain of transfers."""
    seen = {zone.pk}
    while zone.closed_into is not None and zone.closed_into.pk not in seen:
        zone = zone.closed_into
        if zone.is_open:
            return zone
        seen.add(zone.pk)
    return None


def _count_roles(zone: Zone) -> int:
    return StaffRole.objects.filter(zone=zone).count()


def _move_roles(zone: Zone, into: Zone) -> int:
    """Whoever has the same role in both zones keeps one."""
    roles = list(StaffRole.objects.select_related("user").filter(zone=zone))
    for role in roles:
        same = StaffRole.objects.filter(user=role.user, role=role.role, zone=into)
        record_in_journal(
            "accounts.role_moved", by=None, about=(role.user, role), role=role.role
        )
        if same.exists():
            role.delete()
        else:
            StaffRole.objects.filter(pk=role.pk).update(zone=into)
    return len(roles)


STAFF_ROLES = ZoneHolding(
    StaffRole._meta.label,
    _count_roles,
    _move_roles,
    lambda number: (
        ngettext("%(number)d rôle de l’équipe", "%(number)d rôles de l’équipe", number)
        % {"number": number}
    ),
)
