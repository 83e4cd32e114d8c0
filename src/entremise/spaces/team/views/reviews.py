"""CVs to read: the queue, the remarks, the approval; agreements given on paper."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates import actions, consent, difference, queries, wording
from entremise.candidates.enums import CVState, Section
from entremise.candidates.forms import PaperForm, bytes_of
from entremise.candidates.languages import name_of
from entremise.candidates.rules import can_review
from entremise.candidates.translated import translations_to_review
from entremise.foundation.accounts.rules import is_team
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import errors_in, found, page_of, reads, writes
from entremise.spaces.team.forms.candidates import ReviewForm


@reads(is_team)
def reviews(request: HttpRequest) -> HttpResponse:
    page = page_of(queries.reviews_for(request.user), request, size=50)
    texts = [
        (text, name_of(text.language))
        for text in translations_to_review(request.user)[:50]
    ]
    return render(request, "team/reviews.html", {"page": page, "texts": texts})


def _to_review(request: HttpRequest, code: str) -> Any:
    cv = found(queries.cv_for(request.user, code))
    if not can_review(request.user, cv.candidate):
        raise Http404
    return cv


def _page(request: HttpRequest, cv: Any, form: ReviewForm) -> HttpResponse:
    data = cv.document.dump()
    last = queries.last_snapshot(cv.candidate)
    context = {
        "cv": cv,
        "form": form,
        "waiting": cv.state == CVState.SUBMITTED,
        "sections": [
            (
                wording.title_of(section),
                wording.lines_of(section, data[section]),
                form[section.value],
            )
            for section in Section
        ],
        "last": last,
        "changes": difference.differences(last.document, cv.document) if last else [],
        "earlier": [
            (wording.title_of(c.section), c)
            for c in queries.comments_on(cv, open_only=False)
        ],
    }
    return render(request, "team/review.html", context)


@reads(is_team)
def review(request: HttpRequest, code: str) -> HttpResponse:
    cv = _to_review(request, code)
    request.looked_at = cv.candidate  # type: ignore[attr-defined]
    return _page(request, cv, ReviewForm())


@writes(is_team, show=False)
def request_changes(request: HttpRequest, code: str) -> HttpResponse:
    cv = _to_review(request, code)
    form = ReviewForm(request.POST)
    if form.is_valid():
        with errors_in(form):
            actions.request_changes(cv, comments=form.comments(), by=request.user)
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
    actions.approve(cv, by=request.user, version=version)
    messages.success(
        request,
        _("Le CV est accepté. %(name)s choisit maintenant ce qui sera visible.")
        % {"name": cv.candidate.first_name},
    )
    return redirect("team:candidate", code=cv.candidate.code)


@reads(is_team)
def review_photo(request: HttpRequest, code: str) -> HttpResponse:
    name = found(queries.draft_photo(request.user, code))
    return HttpResponse(
        queries.stored_photo(name, small=True), content_type="image/jpeg"
    )


@writes(is_team)
def paper_grant(request: HttpRequest, code: str) -> HttpResponse:
    person = found(queries.candidate_for(request.user, code))
    snapshot = queries.last_snapshot(person)
    if not can_review(request.user, person) or snapshot is None:
        raise Http404
    posted = request.method == "POST"
    form = PaperForm(
        person,
        snapshot,
        request.POST if posted else None,
        request.FILES if posted else None,
    )
    if form.is_valid():
        with errors_in(form):
            actions.record_paper_grant(
                person,
                snapshot=snapshot,
                text_version=consent.VERSION,
                language=form.cleaned_data["language"],
                scan=bytes_of(form.cleaned_data["scan"]),
                by=request.user,
                **form.choices,
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
        (language, consent.paragraphs(consent.VERSION, language))
        for language in consent.languages()
    ]


@reads(is_team)
def paper_scan(request: HttpRequest, code: str) -> HttpResponse:
    grant = found(queries.grant_for(request.user, code))
    if not grant.scan:
        raise Http404
    kind = "application/pdf" if grant.scan.name.endswith(".pdf") else "image/jpeg"
    response = HttpResponse(queries.stored_photo(grant.scan.name), content_type=kind)
    response["Content-Disposition"] = "attachment"
    return response
