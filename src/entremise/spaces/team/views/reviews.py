"""Review of CVs: queue, remarks, approval. Consents given on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.actions import cv_review
from entremise.candidates.actions.consent import publish_cv_with_paper_consent
from entremise.candidates.content import consent_versions
from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import CVSection, CVState
from entremise.candidates.forms.consent import PaperConsentForm
from entremise.candidates.forms.cv_sections import uploaded_bytes
from entremise.candidates.queries.candidates import candidate_for
from entremise.candidates.queries.consent import grant_for
from entremise.candidates.queries.cv_drafts import (
    cv_for,
    cvs_to_review_for,
    draft_photo_path_for,
    latest_snapshot_of,
    review_comments_on,
)
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
    return render(request, "team/reviews.html", {"page": page, "texts": texts})


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


@writes(is_team)
def paper_grant(request: SignedInRequest, code: str) -> HttpResponse:
    person = or_404(candidate_for(request.user, code))
    snapshot = latest_snapshot_of(person)
    if not can_manage_candidate(request.user, person) or snapshot is None:
        raise Http404
    posted = request.method == "POST"
    form = PaperConsentForm(
        person,
        snapshot,
        request.POST if posted else None,
        request.FILES if posted else None,
    )
    if form.is_valid():
        with errors_in(form):
            publish_cv_with_paper_consent(
                person,
                snapshot=snapshot,
                consent_version=consent_versions.CURRENT_CONSENT_VERSION,
                language=form.cleaned_data["language"],
                scan=uploaded_bytes(form.cleaned_data["scan"]),
                by=request.user,
                **form.selected_choices,
            )
            messages.success(request, _("L’accord est enregistré. Le CV est visible."))
            return redirect("team:candidate", code=code)
    return render(
        request,
        "team/paper_grant.html",
        {"candidate": person, "form": form, "texts": _texts()},
    )


def _texts() -> list[tuple[str, list[str]]]:
    return [
        (
            language,
            consent_versions.consent_paragraphs(
                consent_versions.CURRENT_CONSENT_VERSION, language
            ),
        )
        for language in consent_versions.consent_languages()
    ]


@reads(is_team)
def paper_scan(request: SignedInRequest, code: str) -> HttpResponse:
    grant = or_404(grant_for(request.user, code))
    name = or_404(grant.scan.name or None)
    kind = "application/pdf" if name.endswith(".pdf") else "image/jpeg"
    response = HttpResponse(stored_photo_bytes(name), content_type=kind)
    response["Content-Disposition"] = "attachment"
    return response
