"""Who has a copy of a CV."""

from typing import Any

from entremise.candidates.models import Candidate
from entremise.candidates.rules import can_follow, can_withdraw
from entremise.sharing.models import PDFCopy


def will_be_noted(viewer: Any, code: str) -> bool:
    """Whether downloading the PDF of this public code is remembered for this account: the
    page must say so.
    """
    if not viewer.is_authenticated:
        return False
    candidate = Candidate.objects.filter(publication__code=code).first()
    return candidate is not None and not can_follow(viewer, candidate)


def copies_of(viewer: Any, candidate: Candidate) -> int:
    """How many people will be asked to delete their copy, for the person and their team."""
    return (
        PDFCopy.objects.filter(candidate=candidate).count()
        if can_withdraw(viewer, candidate)
        else 0
    )
