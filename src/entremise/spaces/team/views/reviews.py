"""Review of CVs: queue, remarks, approval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.actions import cv_review
from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import CVSection, CVState
from entremise.candidates.queries.cv_drafts import (
    cv_for,
    cvs_to_review_for,
    draft_photo_path_for,
    latest_snapshot_of,
    review_comments_on,
)
from entremise.candidates.queries.paper_consent import papers_to_read_for
from entremise.candidates.queries.publications import stored_photo_bytes
from entremise.candidates.queries.translations import translations_to_review_for
from entremise.candidates.rules import can_manage_candidate
from entremise.candidates.wording import cv_diff, sections
from entremise.foundation.accounts.rules import is_team
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404, paginate
from entremise.spaces.team.forms.candidates import CVReviewForm

if TYPE_CHECKING:
    from entremise.candidates.models import CV


@reads(is_team)
def reviews(request: SignedInRequest) -> HttpResponse:
    page = paginate(cvs_to_review_for(request.user), request, size=50)
    texts = [
        (text, language_name(text.language))
        for text in translations_to_review_for(request.user)[:50]
    ]
    papers = papers_to_read_for(request.user)[:50]
    context = {"page": page, "texts": texts, "papers": papers}
    return render(request, "team/reviews.html", context)


def _to_review(request: SignedInRequest, code: str) -> Any:
    cv = or_404(cv_for(request.user, code))
    if not can_manage_candidate(request.user, cv.candidate):
        raise Http404
    return cv


def _page(request: SignedInRequest, cv: CV, form: CVReviewForm) -> HttpResponse:
    data = cv.document.dump()
    last = latest_snapshot_of(cv.candidate)
    context = {
        "cv": cv,
        "form": form,
        "waiting": cv.state == CVState.SUBMITTED,
        "sections": [
            (
                sections.section_title(section),
                sections.section_line_texts(section, data[section]),
                form[section.value],
            )
            for section in CVSection
        ],
        "last": last,
        "changes": cv_diff.cv_differences(last.document, cv.document) if last else [],
        "earlier": [
            (sections.section_title(c.section), c)
            for c in review_comments_on(cv, open_only=False)
        ],
    }
    return render(request, "team/review.html", context)


@reads(is_team)
def review(request: SignedInRequest, code: str) -> HttpResponse:
    cv = _to_review(request, code)
    request_notes(request).accessed_person = cv.candidate
    return _page(request, cv, CVReviewForm())


@writes(is_team, show=False)
def request_changes(request: SignedInRequest, code: str) -> HttpResponse:
    cv = _to_review(request, code)
    form = CVReviewForm(request.POST)
    if form.is_valid():
        with errors_in(form):
            cv_review.request_cv_changes(cv, comments=form.comments(), by=request.user)
            messages.success(
                request,
                _("Vos remarques sont envoyées à %(name)s.")
                % {"name": cv.candidate.first_name},
            )
            return redirect("team:reviews")
    return _page(request, cv, form)


@writes(is_team, show=False)
def approve_cv(request: SignedInRequest, code: str, version: int) -> HttpResponse:
    """``version``: the one on the reviewer's screen."""
    cv = _to_review(request, code)
    cv_review.approve_cv(cv, by=request.user, version=version)
    messages.success(
        request,
        _("Le CV est accepté. %(name)s choisit maintenant ce qui sera visible.")
        % {"name": cv.candidate.first_name},
    )
    return redirect("team:candidate", code=cv.candidate.code)


@reads(is_team)
def review_photo(request: SignedInRequest, code: str) -> HttpResponse:
    name = or_404(draft_photo_path_for(request.user, code))
    return HttpResponse(stored_photo_bytes(name, small=True), content_type="image/jpeg")
