"""The secret of a candidate without address: confirmed and erased by their team."""

from entremise.candidates import rules
from entremise.candidates.models import Candidate
from entremise.foundation.accounts.actions import own_secrets
from entremise.foundation.accounts.models import OwnSecret, User
from entremise.foundation.accounts.queries import own_secret_of
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import gettext as _


def confirm_candidate_secret(candidate: Candidate, *, by: User) -> None:
    """``by`` has seen the person, and did not print their card."""
    own_secrets.confirm_own_secret(_secret_for(candidate, by), by=by)


def reset_candidate_secret(candidate: Candidate, *, by: User) -> bool:
    """Whether it was erased: the first of the team asks, another one does it."""
    return own_secrets.reset_own_secret(_secret_for(candidate, by), by=by)


def _secret_for(candidate: Candidate, by: User) -> OwnSecret:
    if not rules.can_manage_candidate(by, candidate):
        raise NotAllowed(_("L’équipe de cette zone décide."))
    secret = own_secret_of(candidate.user)
    if secret is None:
        raise DomainError(_("Cette personne n’a pas de secret."))
    return secret
