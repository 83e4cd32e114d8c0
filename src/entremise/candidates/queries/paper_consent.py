"""Read the consents signed on paper that a second person of the team has to read."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from entremise.candidates import rules
from entremise.candidates.models import Candidate, PaperConsent
from entremise.foundation.accounts.models import User, Viewer
from entremise.foundation.accounts.queries import has_team_besides, in_team_zones

# Alone in a zone, one reads one's own paper again after a night.
WAIT_OF_WHO_IS_ALONE = timedelta(hours=24)


def papers_to_read_for(viewer: Viewer) -> QuerySet[PaperConsent]:
    """Those of the viewer's zones that wait, the oldest first."""
    waiting = PaperConsent.objects.waiting().order_by("recorded_at")
    waiting = waiting.select_related("candidate__zone", "recorded_by")
    return in_team_zones(viewer, waiting, zone_id="candidate__zone_id")


def paper_consent_for(viewer: Viewer, code: str) -> PaperConsent | None:
    """One that waits, for the team of the zone."""
    paper = (
        PaperConsent.objects.waiting()
        .filter(code=code)
        .select_related("candidate__zone", "candidate__user", "snapshot", "recorded_by")
        .first()
    )
    allowed = paper and rules.can_manage_candidate(viewer, paper.candidate)
    return paper if allowed else None


def waiting_paper_of(candidate: Candidate) -> PaperConsent | None:
    return PaperConsent.objects.waiting().filter(candidate=candidate).first()


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
