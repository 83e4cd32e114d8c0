"""The sections of the settings, each with where it stands, in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from entremise.candidates.queries.cohorts import current_cohorts_for
from entremise.foundation.accounts.queries import colleagues_for, zones_to_set_up_for
from entremise.foundation.association.queries import missing_by_law
from entremise.foundation.kit.navigation import NavigationItem, navigation_items
from entremise.foundation.kit.text import Sentence, gettext as _, gettext_lazy, ngettext
from entremise.impact.queries.goals import goals_for

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer


@dataclass(frozen=True)
class SectionRow:
    label: Sentence
    url: str
    icon: str
    state: str  # where it stands, in a sentence; empty when nothing says it


def zones_state(viewer: Viewer) -> str:
    zones = list(zones_to_set_up_for(viewer))
    opened = sum(zone.is_open for zone in zones)
    if not opened:
        return _("Aucune zone ouverte : les formulaires publics attendent.")
    words = ngettext("%(number)d zone", "%(number)d zones", opened)
    return (words % {"number": opened}) + _closed_words(len(zones) - opened)


def _closed_words(closed: int) -> str:
    if not closed:
        return ""
    words = ngettext(", %(number)d fermée", ", %(number)d fermées", closed)
    return words % {"number": closed}


def cohorts_state(viewer: Viewer) -> str:
    number = current_cohorts_for(viewer).count()
    if not number:
        return _("Aucune promotion en cours")
    words = ngettext(
        "%(number)d promotion en cours", "%(number)d promotions en cours", number
    )
    return words % {"number": number}


def goals_state(viewer: Viewer) -> str:
    year = timezone.localdate().year
    goals = [goal for goal in goals_for(viewer) if goal.ends_on.year >= year]
    if not goals:
        return _("Aucun but pour %(year)d") % {"year": year}
    last = max(goal.ends_on.year for goal in goals)
    if last == year and timezone.localdate().month == 12:
        return _("Aucun but pour %(year)d") % {"year": year + 1}
    words = ngettext(
        "%(number)d but en cours ou à venir",
        "%(number)d buts en cours ou à venir",
        len(goals),
    )
    return words % {"number": len(goals)}


def people_state(viewer: Viewer) -> str:
    people = [person for person in colleagues_for(viewer) if person.is_active]
    # prefetched by the query
    without = sum(not getattr(person, "confirmed_factors", ()) for person in people)
    words = ngettext("%(number)d personne", "%(number)d personnes", len(people))
    said = words % {"number": len(people)}
    if without:
        said += ngettext(
            ", dont %(number)d sans second facteur",
            ", dont %(number)d sans second facteur",
            without,
        ) % {"number": without}
    return said


def association_state(viewer: Viewer) -> str:
    missing = len(missing_by_law())
    if not missing:
        return ""
    words = ngettext(
        "Il manque %(number)d chose aux mentions légales",
        "Il manque %(number)d choses aux mentions légales",
        missing,
    )
    return words % {"number": missing}


# By the URL name of a section: where it stands.
SECTION_STATES: dict[str, Callable[[Viewer], str]] = {
    "team:zone_settings": zones_state,
    "team:cohort_settings": cohorts_state,
    "team:goal_settings": goals_state,
    "team:people": people_state,
    "team:association_settings": association_state,
}
# Beside the sections of the navigation: a page of the team that settles who may do what.
ROLES = NavigationItem(gettext_lazy("Qui a quel rôle"), "team:people", "users-round")


def section_rows_for(viewer: Viewer, path: str) -> list[SectionRow]:
    """``path``: of the index, which does not list itself."""
    sections = [*navigation_items("team_settings"), ROLES]
    return [
        SectionRow(
            item.label,
            url,
            item.icon,
            SECTION_STATES.get(item.url_name, _no_state)(viewer),
        )
        for item in sections
        if (url := _path_of(item)) and url != path
    ]


def _no_state(viewer: Viewer) -> str:
    return ""


def _path_of(item: NavigationItem) -> str:
    try:
        return reverse(item.url_name)
    except NoReverseMatch:
        return ""
