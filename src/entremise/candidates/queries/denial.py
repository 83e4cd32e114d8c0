"""Which consent a person may still deny: « ce n’était pas moi »."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from entremise.candidates.enums import PaperConsentState
from entremise.candidates.models import Candidate, ConsentGrant, PaperConsent
from entremise.candidates.signing import consent_code_in

TIME_TO_DENY = timedelta(hours=24)


@dataclass(frozen=True)
class DeniableConsent:
    code: str
    candidate: Candidate


def deniable_consent_from_key(key: str) -> DeniableConsent | None:
    """By the key of a message: a paper not read yet, or a consent of less than 24 hours."""
    code = consent_code_in(key)
    if code is None:
        return None
    papers = PaperConsent.objects.filter(code=code, state=PaperConsentState.WAITING)
    if paper := papers.select_related("candidate").first():
        return DeniableConsent(code, paper.candidate)
    grants = ConsentGrant.objects.filter(
        code=code, ended_at=None, granted_at__gt=timezone.now() - TIME_TO_DENY
    )
    grant = grants.select_related("candidate").first()
    return DeniableConsent(code, grant.candidate) if grant else None


def deniable_consent_of(candidate: Candidate) -> DeniableConsent | None:
    """The live consent, for 24 hours; before it, a paper that waits."""
    waiting = candidate.paper_consents.filter(state=PaperConsentState.WAITING)
    recent = candidate.grants.filter(
        ended_at=None, granted_at__gt=timezone.now() - TIME_TO_DENY
    )
    code = (
        recent.values_list("code", flat=True).first()
        or waiting.values_list("code", flat=True).first()
    )
    return DeniableConsent(code, candidate) if code else None
