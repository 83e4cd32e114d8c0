"""Read CV drafts, the comments of the team on them, and the approved snapshots."""

from django.db.models import QuerySet

from entremise.candidates import rules
from entremise.candidates.enums import CVState
from entremise.candidates.models import CV, Candidate, ReviewComment, Snapshot
from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.queries import in_team_zones


def cv_for(viewer: Viewer, code: str) -> CV | None:
    """By code, for who may edit the CV."""
    cv = (
        CV.objects.select_related("candidate__zone", "candidate__user", "edited_by")
        .filter(code=code)
        .first()
    )
    return cv if cv and rules.can_edit_cv(viewer, cv.candidate) else None


def candidate_cv_for(viewer: Viewer, candidate: Candidate) -> CV | None:
    if not rules.can_edit_cv(viewer, candidate):
        return None
    return (
        CV.objects.select_related("candidate__zone", "edited_by")
        .filter(candidate=candidate)
        .first()
    )


def cvs_to_review_for(viewer: Viewer) -> QuerySet[CV]:
    """CVs awaiting review in the viewer's zones, the oldest first."""
    waiting = CV.objects.filter(state=CVState.SUBMITTED).order_by("submitted_at")
    waiting = waiting.select_related("candidate__zone", "edited_by")
    return in_team_zones(viewer, waiting, zone_id="candidate__zone_id")


def review_comments_on(cv: CV, *, open_only: bool = True) -> list[ReviewComment]:
    comments = cv.comments.select_related("by")
    return list(comments.filter(settled_at=None) if open_only else comments)


def snapshots_for(viewer: Viewer, candidate: Candidate) -> list[Snapshot]:
    if not rules.can_view_candidate(viewer, candidate):
        return []
    return list(candidate.snapshots.select_related("approved_by"))


def latest_snapshot_of(candidate: Candidate) -> Snapshot | None:
    return candidate.snapshots.first()


def draft_photo_path_for(viewer: Viewer, code: str) -> str | None:
    """Storage path of the draft's photo, for who may edit the CV."""
    cv = cv_for(viewer, code)
    return cv.photo.name if cv and cv.photo else None
