"""« Ce n’était pas moi »: for a day after a consent, one gesture hides the CV and calls the team.

No message confirms it to the person: who pressed may not be alone with their telephone. Nobody
but the team of the zone is told, for whoever agreed in their name may be near to them.
"""

from django.db import transaction

from entremise.candidates import rules
from entremise.candidates.enums import PublicationEndReason
from entremise.candidates.models import Candidate
from entremise.candidates.queries.denial import (
    DeniableConsent,
    deniable_consent,
    deniable_consent_of,
)
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import MoveRefused, NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import raise_task

from .consent import end_publication


@transaction.atomic
def deny_consent(consent: DeniableConsent, *, by: User | None) -> None:
    """``by``: None from the link of a message. Twice, it is done once."""
    candidate = Candidate.objects.select_for_update(of=("self",)).get(
        pk=consent.candidate.pk
    )
    if deniable_consent(consent.code) is None:
        return  # somebody pressed at the same moment
    end_publication(candidate, reason=PublicationEndReason.DENIED, by=by)
    record_in_journal("candidates.consent_denied", by=by, about=(candidate,))
    raise_task(
        "candidates.consent_denied",
        zone=candidate.zone,
        about=("team_candidate", candidate.code, candidate.first_name),
        urgent=True,
        dedup_key=f"denied:{consent.code}",
    )


@transaction.atomic
def deny_latest_consent(candidate: Candidate, *, by: User) -> None:
    """From the person's own space."""
    if not rules.is_self(by, candidate):
        raise NotAllowed(_("Seule la personne peut dire cela."))
    consent = deniable_consent_of(candidate)
    if consent is None:
        raise MoveRefused(
            _("Ce choix date de plus d’un jour. Vous pouvez toujours cacher votre CV.")
        )
    deny_consent(consent, by=by)
