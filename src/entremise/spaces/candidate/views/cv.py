"""My CV: one question a page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.candidates import actions, forms, queries, questions, wording
from entremise.candidates.enums import CVState, Section
from entremise.candidates.rules import is_candidate
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import errors_in, found, reads, writes


def my_cv(request: HttpRequest) -> Any:
    return found(queries.cv_of(request.user, found(queries.candidate_of(request.user))))


def address_of(slug: str) -> str:
    if slug == Section.EXPERIENCES:
        return reverse("candidate:cv_experiences")
    return (
        reverse("candidate:cv_photo")
        if slug == questions.PHOTO
        else reverse("candidate:cv_question", args=[slug])
    )


def _after(slug: str) -> str:
    following = questions.next_after(slug)
    return address_of(following.slug) if following else reverse("candidate:cv")


def _page(cv: Any, slug: str) -> dict[str, Any]:
    """What every question page shows around its form."""
    walk = questions.steps(cv.document, has_photo=bool(cv.photo))
    return {
        "question": questions.question(slug),
        "cv": cv,
        "left": questions.left_in_words(walk),
        "comments": [c for c in queries.comments_on(cv) if c.section == slug],
        "back_url": reverse("candidate:cv"),
        "skip_url": _after(slug),
        "trades_url": reverse("candidate:trades"),
        "for_name": "",
    }


def typed(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


@reads(is_candidate)
def cv(request: HttpRequest) -> HttpResponse:
    candidate = found(queries.candidate_of(request.user))
    cv = queries.cv_of(request.user, candidate)
    if cv is None:
        return render(request, "candidate/cv_not_yet.html", {"candidate": candidate})
    data = cv.document.dump()
    walk = questions.steps(cv.document, has_photo=bool(cv.photo))
    rows = [(step, address_of(step.question.slug), _said(step, data)) for step in walk]
    context = {
        "cv": cv,
        "rows": rows,
        "left": questions.left_in_words(walk),
        "next_url": next((url for step, url, _lines in rows if not step.answered), ""),
        "started": any(step.answered for step in walk),
        "comments": [(wording.title_of(c.section), c) for c in queries.comments_on(cv)],
        "visibility": queries.visibility_of(candidate),
        "in_review": cv.state == CVState.SUBMITTED,
        "can_send": cv.state in (CVState.DRAFT, CVState.CHANGES_REQUESTED),
    }
    return render(request, "candidate/cv.html", context)


def _said(step: questions.Step, data: dict[str, Any]) -> list[str]:
    slug = step.question.slug
    return (
        []
        if slug == questions.PHOTO or not step.answered
        else wording.lines_of(slug, data[slug])
    )


@writes(is_candidate)
def question(request: HttpRequest, section: str) -> HttpResponse:
    if section not in forms.SECTION_FORMS:
        raise Http404
    cv = my_cv(request)
    if cv.state == CVState.SUBMITTED and request.method == "GET":
        return redirect("candidate:cv")
    form = forms.SECTION_FORMS[section](cv, typed(request))
    if request.method == "POST" and request.headers.get("X-Saves-Itself"):
        return JsonResponse(form.saved_by_itself(by=request.user))
    if request.method == "POST" and form.save(by=request.user):
        return redirect(_after(section))
    return render(
        request,
        "candidate/cv_question.html",
        _page(cv, section)
        | {
            "form": form,
            "fields_template": forms.template_of(section),
            "saves_itself": True,
        },
    )


@reads(is_candidate)
def experiences(request: HttpRequest) -> HttpResponse:
    cv = my_cv(request)
    return render(
        request,
        "candidate/cv_experiences.html",
        _page(cv, Section.EXPERIENCES) | {"told": cv.document.experiences},
    )


@writes(is_candidate)
def experience(request: HttpRequest, number: int | None = None) -> HttpResponse:
    cv = my_cv(request)
    if (
        request.method == "GET"
        and number is not None
        and number >= len(cv.document.experiences)
    ):
        raise Http404
    form = forms.ExperienceForm(cv, typed(request), number=number)
    if request.method == "POST" and form.save(by=request.user):
        return redirect("candidate:cv_experiences")
    page = _page(cv, Section.EXPERIENCES) | {
        "form": form,
        "fields_template": "candidates/writing/_fields.html",
    }
    return render(
        request,
        "candidate/cv_question.html",
        page | {"back_url": reverse("candidate:cv_experiences"), "skip_url": ""},
    )


@writes(is_candidate)
def remove_experience(request: HttpRequest, number: int) -> HttpResponse:
    cv = my_cv(request)
    told = cv.document.experiences
    form = forms.RemoveExperienceForm(
        cv, typed(request), number=number if number < len(told) else None
    )
    if request.method == "POST" and form.save(by=request.user):
        return redirect("candidate:cv_experiences")
    if number >= len(told):
        return redirect("candidate:cv_experiences")
    return render(
        request, "candidate/cv_remove.html", {"form": form, "told": told[number]}
    )


@writes(is_candidate)
def photo(request: HttpRequest) -> HttpResponse:
    cv = my_cv(request)
    form = forms.PhotoForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            actions.apply_photo(
                cv,
                image_bytes=forms.bytes_of(form.cleaned_data["photo"]),
                by=request.user,
            )
            messages.success(request, _("Votre photo est enregistrée."))
            return redirect("candidate:cv_photo")
    return render(
        request,
        "candidate/cv_photo.html",
        _page(cv, questions.PHOTO) | {"form": form, "cv": cv},
    )


@writes(is_candidate, show=False)
def remove_photo(request: HttpRequest) -> HttpResponse:
    actions.remove_photo(my_cv(request), by=request.user)
    messages.success(request, _("Votre photo est retirée."))
    return redirect("candidate:cv_photo")


@reads(is_candidate)
def photo_file(request: HttpRequest, code: str) -> HttpResponse:
    """``code``: of the CV; the photo of a draft is for who writes it."""
    name = found(queries.draft_photo(request.user, code))
    return HttpResponse(
        queries.stored_photo(name, small=True), content_type="image/jpeg"
    )


@writes(is_candidate, show=False)
def submit(request: HttpRequest) -> HttpResponse:
    actions.submit(my_cv(request), by=request.user)
    messages.success(request, _("Votre CV est envoyé. L’équipe le lit et vous répond."))
    return redirect("candidate:home")


@writes(is_candidate, show=False)
def take_back(request: HttpRequest) -> HttpResponse:
    actions.take_back(my_cv(request), by=request.user)
    return redirect("candidate:cv")
