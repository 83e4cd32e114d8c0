"""What a person asks about their own data."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from entremise.candidates import rules
from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import raise_task

WISHES = ("rectify", "erase")
ANSWERED_WITHIN = timedelta(days=30)


@transaction.atomic
def ask_about_data(candidate: Candidate, *, wish: str, by: User) -> None:
    """Correct or erase: a human of the team does it with the person, within a month."""
    if not rules.is_self(by, candidate):
        raise NotAllowed(_("Cette demande vient de la personne elle-même."))
    if wish not in WISHES:
        raise DomainError(_("Cette demande n’existe pas."))
    today = timezone.localdate()
    raise_task(
        f"candidates.data_{wish}",
        zone=candidate.zone,
        owner=candidate.owner,
        due_on=today + ANSWERED_WITHIN,
        about=("team_candidate", candidate.code, candidate.first_name),
        dedup_key=f"data:{wish}:{candidate.code}:{today}",
    )
    record("candidates.data_asked", by=by, about=(candidate,), wish=wish)
