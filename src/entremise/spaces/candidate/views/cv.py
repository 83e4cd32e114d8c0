"""The candidate writes their CV, one question a page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.candidates.actions.cv_draft import (
    cancel_cv_submission,
    remove_cv_photo,
    set_cv_photo,
    submit_cv,
)
from entremise.candidates.enums import CVSection, CVState
from entremise.candidates.forms.cv_sections import (
    SECTION_FORMS,
    ExperienceForm,
    PhotoForm,
    RemoveExperienceForm,
    section_template,
    uploaded_bytes,
)
from entremise.candidates.queries.candidates import candidate_of_user
from entremise.candidates.queries.consent import cv_visibility_of
from entremise.candidates.queries.cv_drafts import (
    candidate_cv_for,
    draft_photo_path_for,
    review_comments_on,
)
from entremise.candidates.queries.publications import stored_photo_bytes
from entremise.candidates.rules import is_candidate
from entremise.candidates.wording import questions, sections
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.shortcuts import errors_in, or_404


def own_cv_or_404(request: HttpRequest) -> Any:
    return or_404(
        candidate_cv_for(request.user, or_404(candidate_of_user(request.user)))
    )


def question_url(slug: str) -> str:
    if slug == CVSection.EXPERIENCES:
        return reverse("candidate:cv_experiences")
    return (
        reverse("candidate:cv_photo")
        if slug == questions.PHOTO_SLUG
        else reverse("candidate:cv_question", args=[slug])
    )


def _next_question_url(slug: str) -> str:
    following = questions.next_cv_question(slug)
    return question_url(following.slug) if following else reverse("candidate:cv")


def _page(cv: Any, slug: str) -> dict[str, Any]:
    """Context that every question page shows around its form."""
    statuses = questions.cv_question_statuses(cv.document, has_photo=bool(cv.photo))
    return {
        "question": questions.cv_question(slug),
        "cv": cv,
        "left": questions.unanswered_questions_label(statuses),
        "comments": [c for c in review_comments_on(cv) if c.section == slug],
        "back_url": reverse("candidate:cv"),
        "skip_url": _next_question_url(slug),
        "trades_url": reverse("candidate:trades"),
        "for_name": "",
    }


def post_data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@reads(is_candidate)
def cv(request: HttpRequest) -> HttpResponse:
    candidate = or_404(candidate_of_user(request.user))
    cv = candidate_cv_for(request.user, candidate)
    if cv is None:
        return render(request, "candidate/cv_not_yet.html", {"candidate": candidate})
    data = cv.document.dump()
    statuses = questions.cv_question_statuses(cv.document, has_photo=bool(cv.photo))
    rows = [
        (step, question_url(step.question.slug), _answer_lines(step, data))
        for step in statuses
    ]
    context = {
        "cv": cv,
        "rows": rows,
        "left": questions.unanswered_questions_label(statuses),
        "next_url": next((url for step, url, _lines in rows if not step.answered), ""),
        "started": any(step.answered for step in statuses),
        "comments": [
            (sections.section_title(c.section), c) for c in review_comments_on(cv)
        ],
        "visibility": cv_visibility_of(candidate),
        "in_review": cv.state == CVState.SUBMITTED,
        "can_send": cv.state in (CVState.DRAFT, CVState.CHANGES_REQUESTED),
    }
    return render(request, "candidate/cv.html", context)


def _answer_lines(step: questions.CVQuestionStatus, data: dict[str, Any]) -> list[str]:
    slug = step.question.slug
    return (
        []
        if slug == questions.PHOTO_SLUG or not step.answered
        else sections.section_lines(slug, data[slug])
    )


@writes(is_candidate)
def cv_question(request: HttpRequest, section: str) -> HttpResponse:
    if section not in SECTION_FORMS:
        raise Http404
    cv = own_cv_or_404(request)
    if cv.state == CVState.SUBMITTED and request.method == "GET":
        return redirect("candidate:cv")
    form = SECTION_FORMS[section](cv, post_data(request))
    if request.method == "POST" and request.headers.get("X-Saves-Itself"):
        return JsonResponse(form.autosave(by=request.user))
    if request.method == "POST" and form.save(by=request.user):
        return redirect(_next_question_url(section))
    return render(
        request,
        "candidate/cv_question.html",
        _page(cv, section)
        | {
            "form": form,
            "fields_template": section_template(section),
            "saves_itself": True,
        },
    )


@reads(is_candidate)
def cv_experiences(request: HttpRequest) -> HttpResponse:
    cv = own_cv_or_404(request)
    return render(
        request,
        "candidate/cv_experiences.html",
        _page(cv, CVSection.EXPERIENCES) | {"told": cv.document.experiences},
    )


@writes(is_candidate)
def cv_experience(request: HttpRequest, number: int | None = None) -> HttpResponse:
    cv = own_cv_or_404(request)
    if (
        request.method == "GET"
        and number is not None
        and number >= len(cv.document.experiences)
    ):
        raise Http404
    form = ExperienceForm(cv, post_data(request), number=number)
    if request.method == "POST" and form.save(by=request.user):
        return redirect("candidate:cv_experiences")
    page = _page(cv, CVSection.EXPERIENCES) | {
        "form": form,
        "fields_template": "candidates/writing/_fields.html",
    }
    return render(
        request,
        "candidate/cv_question.html",
        page | {"back_url": reverse("candidate:cv_experiences"), "skip_url": ""},
    )


@writes(is_candidate)
def cv_remove_experience(request: HttpRequest, number: int) -> HttpResponse:
    cv = own_cv_or_404(request)
    experiences = cv.document.experiences
    form = RemoveExperienceForm(
        cv, post_data(request), number=number if number < len(experiences) else None
    )
    if request.method == "POST" and form.save(by=request.user):
        return redirect("candidate:cv_experiences")
    if number >= len(experiences):
        return redirect("candidate:cv_experiences")
    return render(
        request, "candidate/cv_remove.html", {"form": form, "told": experiences[number]}
    )


@writes(is_candidate)
def cv_photo(request: HttpRequest) -> HttpResponse:
    cv = own_cv_or_404(request)
    form = PhotoForm(post_data(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            set_cv_photo(
                cv,
                image_bytes=uploaded_bytes(form.cleaned_data["photo"]),
                by=request.user,
            )
            messages.success(request, _("Votre photo est enregistrée."))
            return redirect("candidate:cv_photo")
    return render(
        request,
        "candidate/cv_photo.html",
        _page(cv, questions.PHOTO_SLUG) | {"form": form, "cv": cv},
    )


@writes(is_candidate, show=False)
def cv_remove_photo(request: HttpRequest) -> HttpResponse:
    remove_cv_photo(own_cv_or_404(request), by=request.user)
    messages.success(request, _("Votre photo est retirée."))
    return redirect("candidate:cv_photo")


@reads(is_candidate)
def cv_photo_file(request: HttpRequest, code: str) -> HttpResponse:
    """The photo of a draft, for those who may write the CV. ``code``: of the CV."""
    name = or_404(draft_photo_path_for(request.user, code))
    return HttpResponse(stored_photo_bytes(name, small=True), content_type="image/jpeg")


@writes(is_candidate, show=False)
def cv_submit(request: HttpRequest) -> HttpResponse:
    submit_cv(own_cv_or_404(request), by=request.user)
    messages.success(request, _("Votre CV est envoyé. L’équipe le lit et vous répond."))
    return redirect("candidate:home")


@writes(is_candidate, show=False)
def cv_take_back(request: HttpRequest) -> HttpResponse:
    cancel_cv_submission(own_cv_or_404(request), by=request.user)
    return redirect("candidate:cv")
