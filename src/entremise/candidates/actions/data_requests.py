"""Requests of a candidate about their own data: each creates a task due in thirty days."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from entremise.candidates import rules
from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User
from entremise.foundation.backups.actions import record_in_ledger
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import raise_task
from entremise.foundation.tasks.queries import has_task

DATA_REQUEST_KINDS = ("rectify", "erase")
DATA_REQUEST_DEADLINE = timedelta(days=30)


@transaction.atomic
def request_data_change(candidate: Candidate, *, kind: str, by: User) -> None:
    """Ask the team to correct or erase the candidate's data."""
    if not rules.is_self(by, candidate):
        raise NotAllowed(_("Cette demande vient de la personne elle-même."))
    if kind not in DATA_REQUEST_KINDS:
        raise DomainError(_("Cette demande n’existe pas."))
    raise_data_request(candidate, kind=kind, asked_on=timezone.localdate())
    if kind == "erase":
        record_in_ledger("candidates.erasure_asked", [candidate.code])
    record_in_journal("candidates.data_asked", by=by, about=(candidate,), wish=kind)


def raise_data_request(candidate: Candidate, *, kind: str, asked_on: date) -> bool:
    """Put the request on the team's list; False when it was there already.

    In the caller's transaction.
    """
    key = f"data:{kind}:{candidate.code}:{asked_on}"
    if has_task(key):
        return False
    raise_task(
        f"candidates.data_{kind}",
        zone=candidate.zone,
        owner=candidate.owner,
        due_on=asked_on + DATA_REQUEST_DEADLINE,
        about=("team_candidate", candidate.code, candidate.first_name),
        dedup_key=key,
    )
    return True
