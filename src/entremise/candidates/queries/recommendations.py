"""Read recommendations, and check the link sent to their author."""

from django.utils import timezone

from entremise.candidates import rules
from entremise.candidates.models import Candidate, Recommendation
from entremise.foundation.accounts.models import Viewer

MAX_SHOWN_RECOMMENDATIONS = 3
MAX_PENDING_RECOMMENDATIONS = 10  # asked and not yet written


def recommendations_for(viewer: Viewer, candidate: Candidate) -> list[Recommendation]:
    if not rules.can_edit_cv(viewer, candidate):
        return []
    return list(candidate.recommendations.select_related("asked_by"))


def recommendations_to_decide_for(
    viewer: Viewer, candidate: Candidate
) -> list[Recommendation]:
    """Written, and neither accepted nor put aside yet."""
    rows = recommendations_for(viewer, candidate)
    return [
        row
        for row in rows
        if row.written_at and not row.accepted_at and not row.put_aside_at
    ]


def recommendation_for(viewer: Viewer, code: str) -> Recommendation | None:
    recommendation = (
        Recommendation.objects.select_related("candidate__zone", "candidate__user")
        .filter(code=code)
        .first()
    )
    return (
        recommendation
        if recommendation and rules.can_edit_cv(viewer, recommendation.candidate)
        else None
    )


def recommendation_by_secret(secret: str) -> Recommendation | None:
    """By the secret of the link; None once the link has expired."""
    recommendation = (
        Recommendation.objects.select_related("candidate").filter(secret=secret).first()
    )
    return (
        recommendation
        if recommendation and not is_recommendation_link_expired(recommendation)
        else None
    )


def is_recommendation_link_expired(asked: Recommendation) -> bool:
    return bool(asked.expires_at and asked.expires_at < timezone.now())


def can_write_recommendation(asked: Recommendation) -> bool:
    """Until the candidate has decided, its author may change it."""
    return not (
        asked.accepted_at or asked.put_aside_at or is_recommendation_link_expired(asked)
    )
