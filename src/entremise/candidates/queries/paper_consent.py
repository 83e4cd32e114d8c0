"""Read the consents signed on paper that a second person of the team has to read."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from entremise.candidates import rules
from entremise.candidates.enums import PaperConsentState
from entremise.candidates.models import Candidate, PaperConsent
from entremise.foundation.accounts.models import User, Viewer
from entremise.foundation.accounts.queries import has_team_besides
from entremise.foundation.accounts.rules import is_team, staff_zone_ids

# Alone in a zone, one reads one's own paper again after a night.
WAIT_OF_WHO_IS_ALONE = timedelta(hours=24)


def papers_to_read_for(viewer: Viewer) -> QuerySet[PaperConsent]:
    """Those of the viewer's zones that wait, the oldest first."""
    waiting = PaperConsent.objects.filter(
        state=PaperConsentState.WAITING
    ).select_related("candidate__zone", "recorded_by")
    if not is_team(viewer):
        return waiting.none()
    zones = staff_zone_ids(viewer)
    if zones is not None:
        waiting = waiting.filter(candidate__zone_id__in=zones)
    return waiting.order_by("recorded_at")


def paper_consent_for(viewer: Viewer, code: str) -> PaperConsent | None:
    """One that waits, for the team of the zone."""
    paper = (
        PaperConsent.objects.filter(code=code, state=PaperConsentState.WAITING)
        .select_related("candidate__zone", "candidate__user", "snapshot", "recorded_by")
        .first()
    )
    allowed = paper and rules.can_manage_candidate(viewer, paper.candidate)
    return paper if allowed else None


def waiting_paper_of(candidate: Candidate) -> PaperConsent | None:
    waiting = candidate.paper_consents.filter(state=PaperConsentState.WAITING)
    return waiting.select_related("recorded_by").first()


def may_be_read_alone_from(paper: PaperConsent) -> datetime | None:
    """When who recorded it may read it themself; None: a colleague of the zone reads it."""
    if paper.recorded_by and has_team_besides(paper.recorded_by, paper.candidate.zone):
        return None
    return paper.recorded_at + WAIT_OF_WHO_IS_ALONE


def can_accept_paper_consent(user: User, paper: PaperConsent) -> bool:
    """A second person of the team; alone in the zone, the same one 24 hours later."""
    if not rules.can_manage_candidate(user, paper.candidate):
        return False
    if user.pk != paper.recorded_by_id:
        return True
    alone_from = may_be_read_alone_from(paper)
    return alone_from is not None and timezone.now() >= alone_from
