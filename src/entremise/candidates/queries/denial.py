"""Which consent a person may still deny: « ce n’était pas moi »."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from entremise.candidates.models import Candidate, ConsentGrant, PaperConsent
from entremise.candidates.signing import consent_code_in

TIME_TO_DENY = timedelta(hours=24)


@dataclass(frozen=True)
class DeniableConsent:
    code: str
    candidate: Candidate


def deniable_consent_from_key(key: str) -> DeniableConsent | None:
    """By the key of a message."""
    code = consent_code_in(key)
    return deniable_consent(code) if code else None


def deniable_consent(code: str) -> DeniableConsent | None:
    """A paper not read yet, or a live consent of less than 24 hours."""
    for rows in (PaperConsent.objects.waiting(), _recent_grants()):
        if row := rows.filter(code=code).select_related("candidate").first():
            return DeniableConsent(code, row.candidate)
    return None


def _recent_grants() -> QuerySet[ConsentGrant]:
    return ConsentGrant.objects.filter(
        ended_at=None, granted_at__gt=timezone.now() - TIME_TO_DENY
    )


def deniable_consent_of(candidate: Candidate) -> DeniableConsent | None:
    """The live consent, for 24 hours; before it, a paper that waits."""
    for rows in (_recent_grants(), PaperConsent.objects.waiting()):
        if row := rows.filter(candidate=candidate).first():
            return DeniableConsent(row.code, candidate)
    return None
