"""What an association that begins still lacks: each line is a fact that is missing, with its page.

A line goes when the fact is there; an administrator may also put it away.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from entremise.candidates.queries.candidates import candidates_visible_to, cohorts_for
from entremise.coaching.queries import coaches_visible_to
from entremise.companies.queries import companies_visible_to
from entremise.foundation.accounts.queries import (
    has_open_zone,
    has_team_with_second_factor,
)
from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.association.queries import missing_by_law
from entremise.foundation.kit.text import Sentence, gettext_lazy as _
from entremise.foundation.messaging.queries.sent_messages import has_any_mail_left
from entremise.foundation.tasks.queries import put_away_reminders
from entremise.impact.queries.goals import goals_for

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer


@dataclass(frozen=True)
class FirstWeekCheck:
    key: str
    sentence: Sentence  # what is missing
    gesture: Sentence  # label of the link
    # the first of these pages that exists in this deployment
    url_names: tuple[str, ...]
    is_done: Callable[[Viewer], bool]
    # without it, nobody can be helped: the list is then shown on a busy day too
    essential: bool = True
    imported_list: str = ""  # of ALL_LISTS, when a list may bring what is missing


@dataclass(frozen=True)
class FirstWeekLine:
    key: str
    sentence: Sentence
    gesture: Sentence
    url: str
    import_url: str = ""


PROGRAMME_CHECKS = [
    FirstWeekCheck(
        "zone",
        _("Aucune zone n’est ouverte : les formulaires publics attendent."),
        _("Ouvrir une zone"),
        ("team:new_zone",),
        lambda viewer: has_open_zone(),
    ),
    FirstWeekCheck(
        "team",
        _("Personne de l’équipe d’une zone n’a encore choisi son second facteur."),
        _("Inviter quelqu’un"),
        ("team:invite_person",),
        lambda viewer: has_team_with_second_factor(),
    ),
    FirstWeekCheck(
        "mail",
        _("Aucun e-mail n’est encore parti d’ici."),
        _("Vérifier l’envoi"),
        ("team:channel_settings", "team:mails"),
        lambda viewer: has_any_mail_left(),
    ),
    FirstWeekCheck(
        "legal",
        _("Les mentions légales ne disent pas tout ce que la loi demande."),
        _("Dire qui est l’association"),
        ("team:association_settings",),
        lambda viewer: not missing_by_law(),
        essential=False,
    ),
    FirstWeekCheck(
        "candidate",
        _("Personne n’est encore accompagné."),
        _("Ouvrir un premier dossier"),
        ("team:refer",),
        lambda viewer: candidates_visible_to(viewer).exists(),
        imported_list="candidates",
    ),
    FirstWeekCheck(
        "coach",
        _("Aucun coach n’est encore accueilli."),
        _("Voir la page à faire connaître"),
        ("public:coaches",),
        lambda viewer: coaches_visible_to(viewer).exists(),
        imported_list="coaches",
    ),
    FirstWeekCheck(
        "company",
        _("Aucune entreprise n’a encore de compte."),
        _("Voir la page à faire connaître"),
        ("public:companies",),
        lambda viewer: companies_visible_to(viewer).exists(),
        imported_list="companies",
    ),
    FirstWeekCheck(
        "cohort",
        _("Aucune promotion n’est ouverte, si vous accueillez par groupes."),
        _("Ouvrir une promotion"),
        ("team:new_cohort",),
        lambda viewer: cohorts_for(viewer).exists(),
        essential=False,
    ),
    FirstWeekCheck(
        "goals",
        _("Aucun but n’est fixé : les chiffres se lisent seuls."),
        _("Fixer un but"),
        ("team:new_goal",),
        lambda viewer: bool(goals_for(viewer)),
        essential=False,
    ),
]
# In the order of the page; a check added here needs no other change.
CHECKS = [*PROGRAMME_CHECKS]


def first_week_lines_for(viewer: Viewer, *, quiet_day: bool) -> list[FirstWeekLine]:
    """For administrators, while something essential is missing or nothing else waits.

    ``quiet_day``: no task is open.
    """
    if not can_change_settings(viewer):
        return []
    missing = _missing_for(viewer, put_away_reminders())
    if not quiet_day and not any(check.essential for check in missing):
        return []
    return [
        FirstWeekLine(
            check.key,
            check.sentence,
            check.gesture,
            _path_of(check),
            reverse("team:new_import", args=[check.imported_list])
            if check.imported_list
            else "",
        )
        for check in missing
    ]


def _missing_for(viewer: Viewer, put_away: Collection[str]) -> list[FirstWeekCheck]:
    return [
        check
        for check in CHECKS
        if check.key not in put_away and not check.is_done(viewer)
    ]


def is_check(key: str) -> bool:
    return any(check.key == key for check in CHECKS)


def _path_of(check: FirstWeekCheck) -> str:
    for name in check.url_names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""
