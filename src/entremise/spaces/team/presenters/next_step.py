"""The first thing the team could do for a candidate, shown on top of their file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from entremise.candidates.enums import PATH_MOVES, CVState, PathState
from entremise.candidates.queries.consent import CVVisibility
from entremise.candidates.queries.paper_consent import waiting_paper_of
from entremise.candidates.rules import can_manage_candidate
from entremise.foundation.kit.text import gettext as _, name_with_of

if TYPE_CHECKING:
    from entremise.candidates.models import CV, Candidate
    from entremise.coaching.models import Pairing
    from entremise.foundation.accounts.models import Viewer
    from entremise.onboarding.models import Hire


@dataclass(frozen=True)
class CandidateNextStep:
    text: str
    label: str = ""
    url: str = ""


def next_step_for(
    viewer: Viewer,
    person: Candidate,
    *,
    cv: CV | None,
    pairing: Pairing | None,
    visibility: CVVisibility,
    hire: Hire | None,
) -> CandidateNextStep:
    name = {"name": person.first_name, "of_name": name_with_of(person.first_name)}
    if not can_manage_candidate(viewer, person):
        return CandidateNextStep(
            _("Vous pouvez présenter %(name)s à quelqu’un.") % name,
            _("Présenter"),
            reverse("team:introduce", args=[person.code]),
        )
    if step := _path_step(person, name, hire):
        return step
    if cv and cv.state == CVState.SUBMITTED:
        return CandidateNextStep(
            _("%(name)s attend votre lecture de son CV.") % name,
            _("Relire le CV"),
            reverse("team:review", args=[cv.code]),
        )
    if pairing is None and person.state in (PathState.ACCEPTED, PathState.ACTIVE):
        return CandidateNextStep(
            _("%(name)s n’a pas encore de coach.") % name,
            _("Trouver un coach"),
            reverse("team:pair", args=[person.code]),
        )
    if person.state == PathState.ACCEPTED:
        return _path_move(
            person,
            PathState.ACTIVE,
            _("%(name)s a son coach : le parcours peut commencer.") % name,
        )
    if paper := waiting_paper_of(person):
        return CandidateNextStep(
            _("Un accord sur papier attend d’être lu."),
            _("Lire le papier"),
            reverse("team:paper_consent", args=[paper.code]),
        )
    if visibility.state == "to_agree" or visibility.has_newer_version:
        return CandidateNextStep(
            _("Le CV est relu. %(name)s regarde et choisit ce qui sera visible.")
            % name,
            _("Enregistrer un accord sur papier"),
            reverse("team:paper_grant", args=[person.code]),
        )
    if visibility.state == "visible":
        text = _("Le CV %(of_name)s est visible. À qui en parler ?") % name
        return CandidateNextStep(
            text, _("Présenter"), reverse("team:introduce", args=[person.code])
        )
    return CandidateNextStep(_("Le CV s’écrit. Rien n’attend l’équipe ici."))


def _path_step(
    person: Candidate, name: dict[str, str], hire: Hire | None
) -> CandidateNextStep | None:
    if person.state == PathState.APPLIED:
        return _path_move(
            person, PathState.MET, _("%(name)s attend une première rencontre.") % name
        )
    if person.state == PathState.MET:
        return _path_move(
            person, PathState.ACCEPTED, _("%(name)s attend votre décision.") % name
        )
    if person.state == PathState.PAUSED:
        return _path_move(
            person, PathState.ACTIVE, _("%(name)s fait une pause.") % name
        )
    if person.state == PathState.EMPLOYED and hire is None:
        return CandidateNextStep(
            _("%(name)s est « En emploi », et aucune embauche en cours n’est notée.")
            % name,
            _("Noter une embauche"),
            reverse("team:new_hire", args=[person.code]),
        )
    if person.state == PathState.ACTIVE and hire is not None:
        return _path_move(
            person,
            PathState.EMPLOYED,
            _("Une embauche %(of_name)s est notée, le parcours ne le dit pas encore.")
            % name,
        )
    if person.state == PathState.EMPLOYED:
        return CandidateNextStep(
            _("%(name)s travaille. Les points d’étape disent comment ça se passe.")
            % name
        )
    if person.state == PathState.LEFT:
        return CandidateNextStep(_("Le parcours %(of_name)s est terminé.") % name)
    return None


def path_gestures_for(person: Candidate, hire: Hire | None) -> list[tuple[str, str]]:
    """The address and the label of what may be decided next, without what the facts forbid.

    « En emploi » follows a recorded hire; while it lasts, its end is what resumes the path.
    """
    moves = {
        state: (
            reverse("team:move_candidate", args=[person.code, state]),
            path_move_label(person.state, state),
        )
        for state in PATH_MOVES[person.state]
    }
    if hire is None:
        moves.pop(PathState.EMPLOYED, None)
    elif person.state == PathState.EMPLOYED:
        moves[PathState.ACTIVE] = (
            reverse("team:end_hire", args=[hire.code]),
            _("Noter la fin de l’embauche"),
        )
    return list(moves.values())


def path_move_label(from_state: str, to_state: str) -> str:
    """Label of the button that moves a candidate along their path."""
    return {
        PathState.MET: _("Noter la rencontre"),
        PathState.ACCEPTED: _("Décider l’accueil"),
        PathState.ACTIVE: _("Commencer le parcours")
        if from_state == PathState.ACCEPTED
        else _("Reprendre le parcours"),
        PathState.EMPLOYED: _("Passer « En emploi »"),
        PathState.PAUSED: _("Mettre en pause"),
        PathState.LEFT: _("Terminer le parcours"),
    }[PathState(to_state)]


def _path_move(person: Candidate, to: PathState, text: str) -> CandidateNextStep:
    url = reverse("team:move_candidate", args=[person.code, to.value])
    return CandidateNextStep(text, path_move_label(person.state, to), url)
