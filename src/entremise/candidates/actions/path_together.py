"""Move several candidates to the same step of the welcome, each by the rules of one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from entremise.candidates import rules
from entremise.candidates.enums import WELCOME_STEPS, PathState
from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import gettext as _

from .path import move_candidate_path

MAX_MOVED_TOGETHER = 200


@dataclass
class MovedTogether:
    moved: list[Candidate] = field(default_factory=list)
    stayed: list[tuple[Candidate, str]] = field(default_factory=list)  # and why


def reason_to_stay(candidate: Candidate, *, to: str, by: User) -> str:
    """Why this candidate does not go to this step with the others; empty when they do."""
    if not rules.can_manage_candidate(by, candidate):
        return _("L’équipe de la zone décide des étapes du parcours.")
    if candidate.state == to:
        return _("Déjà à cette étape.")
    if WELCOME_STEPS.get(to) != candidate.state:
        return _("De « %(was)s » on ne passe pas à « %(to)s ».") % {
            "was": PathState(candidate.state).label,
            "to": PathState(to).label,
        }
    return ""


@transaction.atomic
def move_candidates_together(
    candidates: Iterable[Candidate], *, to: str, by: User, comment: str = ""
) -> MovedTogether:
    """Move those who may; each has their own line in the journal.

    Somebody who cannot after all stays, with the reason, and holds nobody back.
    """
    result = MovedTogether()
    for candidate in sorted(candidates, key=lambda one: one.pk)[:MAX_MOVED_TOGETHER]:
        why = reason_to_stay(candidate, to=to, by=by)
        if not why:
            try:
                with transaction.atomic():
                    move_candidate_path(candidate, to=to, by=by, comment=comment)
            except DomainError as error:
                why = str(error)
        if why:
            result.stayed.append((candidate, why))
        else:
            result.moved.append(candidate)
    return result
