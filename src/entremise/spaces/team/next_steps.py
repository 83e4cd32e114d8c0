"""The next gesture on somebody's file: the first thing that waits for the team."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from entremise.candidates.enums import CVState, PathState
from entremise.candidates.queries import Visibility
from entremise.candidates.rules import can_review
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import of


@dataclass(frozen=True)
class NextStep:
    words: str
    label: str = ""
    url: str = ""


def next_step_for(
    viewer: Any, person: Any, *, cv: Any, pairing: Any, visibility: Visibility
) -> NextStep:
    name = {"name": person.first_name, "of_name": of(person.first_name)}
    if not can_review(viewer, person):
        return NextStep(
            _("Vous pouvez présenter %(name)s à quelqu’un.") % name,
            _("Présenter"),
            reverse("team:introduce", args=[person.code]),
        )
    if step := _path(person, name):
        return step
    if cv and cv.state == CVState.SUBMITTED:
        return NextStep(
            _("%(name)s attend votre lecture de son CV.") % name,
            _("Relire le CV"),
            reverse("team:review", args=[cv.code]),
        )
    if pairing is None and person.state in (PathState.ACCEPTED, PathState.ACTIVE):
        return NextStep(
            _("%(name)s n’a pas encore de coach.") % name,
            _("Trouver un coach"),
            reverse("team:pair", args=[person.code]),
        )
    if person.state == PathState.ACCEPTED:
        return _move(
            person,
            PathState.ACTIVE,
            _("%(name)s a son coach : le parcours peut commencer.") % name,
        )
    if visibility.state == "to_agree" or visibility.newer:
        return NextStep(
            _("Le CV est relu. %(name)s regarde et choisit ce qui sera visible.")
            % name,
            _("Enregistrer un accord sur papier"),
            reverse("team:paper_grant", args=[person.code]),
        )
    if visibility.state == "visible":
        words = _("Le CV %(of_name)s est visible. À qui en parler ?") % name
        return NextStep(
            words, _("Présenter"), reverse("team:introduce", args=[person.code])
        )
    return NextStep(_("Le CV s’écrit. Rien n’attend l’équipe ici."))


def _path(person: Any, name: dict[str, str]) -> NextStep | None:
    if person.state == PathState.APPLIED:
        return _move(
            person, PathState.MET, _("%(name)s attend une première rencontre.") % name
        )
    if person.state == PathState.MET:
        return _move(
            person, PathState.ACCEPTED, _("%(name)s attend votre décision.") % name
        )
    if person.state == PathState.PAUSED:
        return _move(person, PathState.ACTIVE, _("%(name)s fait une pause.") % name)
    if person.state == PathState.EMPLOYED:
        return NextStep(
            _("%(name)s travaille. Les points d’étape disent comment ça se passe.")
            % name
        )
    if person.state == PathState.LEFT:
        return NextStep(_("Le parcours %(of_name)s est terminé.") % name)
    return None


def gesture(was: str, to: str) -> str:
    """What a button says of a step of the path."""
    return {
        PathState.MET: _("Noter la rencontre"),
        PathState.ACCEPTED: _("Décider l’accueil"),
        PathState.ACTIVE: _("Commencer le parcours")
        if was == PathState.ACCEPTED
        else _("Reprendre le parcours"),
        PathState.EMPLOYED: _("Noter un emploi trouvé"),
        PathState.PAUSED: _("Mettre en pause"),
        PathState.LEFT: _("Terminer le parcours"),
    }[PathState(to)]


def _move(person: Any, to: PathState, words: str) -> NextStep:
    url = reverse("team:move_candidate", args=[person.code, to.value])
    return NextStep(words, gesture(person.state, to), url)
