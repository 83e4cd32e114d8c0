"""What waits after an import: nobody is told of it by a task, so the facts say it themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from entremise.candidates.enums import PathState
from entremise.candidates.queries.candidates import candidates_visible_to
from entremise.foundation.accounts.rules import is_team
from entremise.foundation.kit.text import gettext as _, ngettext
from entremise.spreadsheets.queries import (
    coaches_without_access_for,
    from_a_list,
    members_without_access_for,
)

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer


@dataclass(frozen=True)
class ImportedLine:
    sentence: str
    gesture: str
    gesture_url: str
    list_url: str = ""


def imported_lines_for(viewer: Viewer) -> list[ImportedLine]:
    """For the team; a line goes when what it says is done."""
    if not is_team(viewer):
        return []
    imported = from_a_list(candidates_visible_to(viewer))
    referred = imported.filter(state=PathState.APPLIED).count()
    met = imported.filter(state=PathState.MET).count()
    lines = []
    if referred:
        sentence = ngettext(
            "%(number)d dossier importé attend une première rencontre.",
            "%(number)d dossiers importés attendent une première rencontre.",
            referred,
        )
        lines.append(
            _line(sentence, referred, PathState.MET, _("Noter les rencontres"))
        )
    if met:
        sentence = ngettext(
            "%(number)d dossier importé attend votre décision.",
            "%(number)d dossiers importés attendent votre décision.",
            met,
        )
        lines.append(
            _line(sentence, met, PathState.ACCEPTED, _("Décider des accueils"))
        )
    return [*lines, *_access_lines(viewer)]


def _access_lines(viewer: Viewer) -> list[ImportedLine]:
    coaches = coaches_without_access_for(viewer).count()
    members = members_without_access_for(viewer).count()
    sentences = {
        "coachs": ngettext(
            "%(number)d coach venu d’une liste n’a pas encore son accès.",
            "%(number)d coachs venus d’une liste n’ont pas encore leur accès.",
            coaches,
        )
        % {"number": coaches},
        "entreprises": ngettext(
            "%(number)d personne d’entreprise venue d’une liste n’a pas encore son accès.",
            "%(number)d personnes d’entreprises venues d’une liste n’ont pas encore leur accès.",
            members,
        )
        % {"number": members},
    }
    return [
        ImportedLine(
            sentences[kind],
            _("Ouvrir les accès"),
            reverse("team:open_accesses", args=[kind]),
        )
        for kind, number in (("coachs", coaches), ("entreprises", members))
        if number
    ]


def _line(sentence: str, number: int, to: PathState, gesture: str) -> ImportedLine:
    was = PathState.APPLIED if to == PathState.MET else PathState.MET
    narrowed = f"?origin=list&state={was}"
    return ImportedLine(
        sentence % {"number": number},
        gesture,
        reverse("team:move_candidates", args=[to.value]) + narrowed,
        reverse("team:candidates") + narrowed,
    )
