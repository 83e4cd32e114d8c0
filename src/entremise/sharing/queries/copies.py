"""Copies of a CV."""

from entremise.candidates.models import Candidate
from entremise.candidates.rules import can_view_candidate, can_withdraw_cv
from entremise.foundation.accounts.models import Viewer
from entremise.sharing.models import PDFCopy


def is_copy_recorded_for(viewer: Viewer, code: str) -> bool:
    """Whether a download of this PDF by the viewer is recorded, which the page must say."""
    if not viewer.is_authenticated:
        return False
    candidate = Candidate.objects.filter(publication__code=code).first()
    return candidate is not None and not can_view_candidate(viewer, candidate)


def copy_count_for(viewer: Viewer, candidate: Candidate) -> int:
    """How many holders will be asked to delete their copy; 0 for who may not withdraw the CV."""
    return (
        PDFCopy.objects.filter(candidate=candidate).count()
        if can_withdraw_cv(viewer, candidate)
        else 0
    )
