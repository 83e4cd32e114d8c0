"""CVs to read: the queue, the remarks, the approval; agreements given on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates import actions, consent, difference, queries, wording
from entremise.candidates.enums import CVSection, CVState
from entremise.candidates.forms import PaperConsentForm, uploaded_bytes
from entremise.candidates.languages import language_name
from entremise.candidates.rules import can_manage_candidate
from entremise.candidates.translated import translations_to_review_for
from entremise.foundation.accounts.rules import is_team
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import errors_in, or_404, paginate, reads, writes
from entremise.spaces.team.forms.candidates import CVReviewForm


@reads(is_team)
def reviews(request: HttpRequest) -> HttpResponse:
    page = paginate(queries.cvs_to_review_for(request.user), request, size=50)
    texts = [
        (text, language_name(text.language))
        for text in translations_to_review_for(request.user)[:50]
    ]
    return render(request, "team/reviews.html", {"page": page, "texts": texts})


def _to_review(request: HttpRequest, code: str) -> Any:
    cv = or_404(queries.cv_for(request.user, code))
    if not can_manage_candidate(request.user, cv.candidate):
        raise Http404
    return cv


def _page(request: HttpRequest, cv: Any, form: CVReviewForm) -> HttpResponse:
    data = cv.document.dump()
    last = queries.latest_snapshot_of(cv.candidate)
    context = {
        "cv": cv,
        "form": form,
        "waiting": cv.state == CVState.SUBMITTED,
        "sections": [
            (
                wording.section_title(section),
                wording.section_lines(section, data[section]),
                form[section.value],
            )
            for section in CVSection
        ],
        "last": last,
        "changes": difference.cv_differences(last.document, cv.document)
        if last
        else [],
        "earlier": [
            (wording.section_title(c.section), c)
            for c in queries.review_comments_on(cv, open_only=False)
        ],
    }
    return render(request, "team/review.html", context)


@reads(is_team)
def review(request: HttpRequest, code: str) -> HttpResponse:
    cv = _to_review(request, code)
    request.looked_at = cv.candidate  # type: ignore[attr-defined]
    return _page(request, cv, CVReviewForm())


@writes(is_team, show=False)
def request_changes(request: HttpRequest, code: str) -> HttpResponse:
    cv = _to_review(request, code)
    form = CVReviewForm(request.POST)
    if form.is_valid():
        with errors_in(form):
            actions.request_cv_changes(cv, comments=form.comments(), by=request.user)
            messages.success(
                request,
                _("Vos remarques sont envoyées à %(name)s.")
                % {"name": cv.candidate.first_name},
            )
            return redirect("team:reviews")
    return _page(request, cv, form)


@writes(is_team, show=False)
def approve_cv(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """``version``: the one on the reviewer's screen."""
    cv = _to_review(request, code)
    actions.approve_cv(cv, by=request.user, version=version)
    messages.success(
        request,
        _("Le CV est accepté. %(name)s choisit maintenant ce qui sera visible.")
        % {"name": cv.candidate.first_name},
    )
    return redirect("team:candidate", code=cv.candidate.code)


@reads(is_team)
def review_photo(request: HttpRequest, code: str) -> HttpResponse:
    name = or_404(queries.draft_photo_path_for(request.user, code))
    return HttpResponse(
        queries.stored_photo_bytes(name, small=True), content_type="image/jpeg"
    )


@writes(is_team)
def paper_grant(request: HttpRequest, code: str) -> HttpResponse:
    person = or_404(queries.candidate_for(request.user, code))
    snapshot = queries.latest_snapshot_of(person)
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
            actions.publish_cv_with_paper_consent(
                person,
                snapshot=snapshot,
                consent_version=consent.CURRENT_CONSENT_VERSION,
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
            consent.consent_paragraphs(consent.CURRENT_CONSENT_VERSION, language),
        )
        for language in consent.consent_languages()
    ]


@reads(is_team)
def paper_scan(request: HttpRequest, code: str) -> HttpResponse:
    grant = or_404(queries.grant_for(request.user, code))
    if not grant.scan:
        raise Http404
    kind = "application/pdf" if grant.scan.name.endswith(".pdf") else "image/jpeg"
    response = HttpResponse(
        queries.stored_photo_bytes(grant.scan.name), content_type=kind
    )
    response["Content-Disposition"] = "attachment"
    return response
