"""What lists about people who are there already have in common: pairs, hires, sessions."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.coaching.models import Coach
from entremise.foundation.kit.text import gettext as _
from entremise.spreadsheets.reading.rows import MissingThing, RowReason, RowRefused

from .coaches import known_coach
from .known_accounts import person_of
from .known_people import KnownPeople, KnownPerson


def known_candidates(zones: list[Any]) -> KnownPeople:
    rows = Candidate.objects.filter(zone__in=zones).values_list(
        "first_name", "last_name", "phone", "email", "zone_id", "pk", "code"
    )
    return KnownPeople(KnownPerson(*row) for row in rows.iterator())


def known_coaches(zones: list[Any]) -> KnownPeople:
    coaches = Coach.objects.filter(zone__in=zones).select_related("user")
    return KnownPeople(known_coach(coach) for coach in coaches.iterator())


def candidate_named(values: dict[str, Any], people: KnownPeople) -> KnownPerson:
    """The one candidate whom the row names. RowRefused otherwise."""
    return _one(
        values,
        people,
        "candidate_",
        _("Personne de ce nom n’est candidat dans vos zones. Importez-la d’abord."),
    )


def coach_named(values: dict[str, Any], people: KnownPeople) -> KnownPerson:
    return _one(
        values,
        people,
        "coach_",
        _("Personne de ce nom n’est coach dans vos zones. Importez-la d’abord."),
    )


def _one(
    values: dict[str, Any], people: KnownPeople, prefix: str, unknown: str
) -> KnownPerson:
    who = person_of(values, prefix)
    column = f"{prefix}first_name"
    if not any(who.values()):
        raise RowRefused(RowReason(_("Il manque de qui parle cette ligne."), column))
    found = people.named(**who)
    if not found:
        missing = MissingThing(prefix.rstrip("_"))
        raise RowRefused(RowReason(unknown, column, missing))
    if len({person.pk for person in found}) > 1:
        raise RowRefused(
            RowReason(
                _(
                    "Plusieurs personnes portent ce nom. Ajoutez leur téléphone ou leur e-mail."
                ),
                column,
            )
        )
    return found[0]


def zone_of_candidate(values: dict[str, Any], people: KnownPeople) -> int | None:
    """The zone of the candidate whom a row names, by primary key; None for nobody, or several."""
    who = person_of(values, "candidate_")
    zones = (
        {person.zone_id for person in people.named(**who)} if any(who.values()) else ()
    )
    return zones.pop() if len(zones) == 1 else None


def named(values: dict[str, Any], prefix: str) -> str:
    """How a row names somebody."""
    who = person_of(values, prefix)
    name = f"{who['first_name']} {who['last_name']}".strip()
    return name or who["email"] or who["phone"]


def noon_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def check_not_future(day: date, column: str) -> None:
    if day > timezone.localdate():
        raise RowRefused(RowReason(_("Ce jour n’est pas encore passé."), column))


def check_order(first: date, last: date | None, column: str) -> None:
    if last is not None and last < first:
        raise RowRefused(RowReason(_("La fin est avant le début."), column))
