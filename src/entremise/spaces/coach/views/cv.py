"""A coach writes a candidate's CV with them, and enters the consent code that they received."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from entremise.candidates.actions.consent import publish_cv_with_code, send_consent_code
from entremise.candidates.actions.cv_draft import set_cv_photo, submit_cv
from entremise.candidates.content import consent_versions
from entremise.candidates.enums import CVSection, CVState
from entremise.candidates.forms.consent import ConsentForm
from entremise.candidates.forms.cv_sections import (
    SECTION_FORMS,
    ExperienceForm,
    PhotoForm,
    RemoveExperienceForm,
    section_template,
    uploaded_bytes,
)
from entremise.candidates.queries.consent import cv_visibility_of
from entremise.candidates.queries.cv_drafts import (
    candidate_cv_for,
    latest_snapshot_of,
    review_comments_on,
)
from entremise.candidates.queries.publications import stored_photo_bytes
from entremise.candidates.wording import questions, sections
from entremise.coaching import queries
from entremise.coaching.rules import is_coach
from entremise.foundation.kit.text import gettext as _, name_with_of
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.spaces.coach.forms import SpokenCodeForm


def _person(request: HttpRequest, code: str) -> Any:
    return or_404(queries.own_pairing_for(request.user, code)).candidate


def _cv(request: HttpRequest, code: str) -> Any:
    return or_404(candidate_cv_for(request.user, _person(request, code)))


def _post_data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _question_url(code: str, slug: str) -> str:
    if slug == CVSection.EXPERIENCES:
        return reverse("coach:cv_experiences", args=[code])
    if slug == questions.PHOTO_SLUG:
        return reverse("coach:cv_photo", args=[code])
    return reverse("coach:cv_question", args=[code, slug])


def _next_question_url(code: str, slug: str) -> str:
    following = questions.next_cv_question(slug)
    return (
        _question_url(code, following.slug)
        if following
        else reverse("coach:cv", args=[code])
    )


def _page(cv: Any, slug: str) -> dict[str, Any]:
    code = cv.candidate.code
    return {
        "question": questions.cv_question(slug),
        "cv": cv,
        "candidate": cv.candidate,
        "left": questions.unanswered_questions_label(
            questions.cv_question_statuses(cv.document, has_photo=bool(cv.photo))
        ),
        "comments": [c for c in review_comments_on(cv) if c.section == slug],
        "back_url": reverse("coach:cv", args=[code]),
        "skip_url": _next_question_url(code, slug),
        "trades_url": reverse("coach:trades", args=[code]),
        "for_name": cv.candidate.first_name,
    }


@reads(is_coach)
def cv(request: HttpRequest, code: str) -> HttpResponse:
    draft = _cv(request, code)
    data = draft.document.dump()
    statuses = questions.cv_question_statuses(
        draft.document, has_photo=bool(draft.photo)
    )
    rows = [
        (
            step,
            _question_url(code, step.question.slug),
            sections.section_lines(step.question.slug, data[step.question.slug])
            if step.question.slug in data
            else [],
        )
        for step in statuses
    ]
    context = {
        "cv": draft,
        "candidate": draft.candidate,
        "rows": rows,
        "left": questions.unanswered_questions_label(statuses),
        "next_url": next((url for step, url, _lines in rows if not step.answered), ""),
        "comments": [
            (sections.section_title(c.section), c) for c in review_comments_on(draft)
        ],
        "in_review": draft.state == CVState.SUBMITTED,
        "can_send": draft.state in (CVState.DRAFT, CVState.CHANGES_REQUESTED),
        "visibility": cv_visibility_of(draft.candidate),
    }
    return render(request, "coach/cv.html", context)


@writes(is_coach)
def cv_question(request: HttpRequest, code: str, section: str) -> HttpResponse:
    if section not in SECTION_FORMS:
        raise Http404
    draft = _cv(request, code)
    if draft.state == CVState.SUBMITTED and request.method == "GET":
        return redirect("coach:cv", code=code)
    form = SECTION_FORMS[section](draft, _post_data(request))
    if request.method == "POST" and request.headers.get("X-Saves-Itself"):
        return JsonResponse(form.autosave(by=request.user))
    if request.method == "POST" and form.save(by=request.user):
        return redirect(_next_question_url(code, section))
    page = _page(draft, section) | {
        "form": form,
        "fields_template": section_template(section),
        "saves_itself": True,
    }
    return render(request, "coach/cv_question.html", page)


@reads(is_coach)
def cv_experiences(request: HttpRequest, code: str) -> HttpResponse:
    draft = _cv(request, code)
    page = _page(draft, CVSection.EXPERIENCES)
    return render(
        request,
        "coach/cv_experiences.html",
        page | {"told": draft.document.experiences},
    )


@writes(is_coach)
def cv_experience(
    request: HttpRequest, code: str, number: int | None = None
) -> HttpResponse:
    draft = _cv(request, code)
    if (
        request.method == "GET"
        and number is not None
        and number >= len(draft.document.experiences)
    ):
        raise Http404
    form = ExperienceForm(draft, _post_data(request), number=number)
    if request.method == "POST" and form.save(by=request.user):
        return redirect("coach:cv_experiences", code=code)
    page = _page(draft, CVSection.EXPERIENCES) | {
        "form": form,
        "fields_template": "candidates/writing/_fields.html",
    }
    back = reverse("coach:cv_experiences", args=[code])
    return render(
        request, "coach/cv_question.html", page | {"back_url": back, "skip_url": ""}
    )


@writes(is_coach)
def cv_remove_experience(request: HttpRequest, code: str, number: int) -> HttpResponse:
    draft = _cv(request, code)
    experiences = draft.document.experiences
    form = RemoveExperienceForm(
        draft, _post_data(request), number=number if number < len(experiences) else None
    )
    if (request.method == "POST" and form.save(by=request.user)) or number >= len(
        experiences
    ):
        return redirect("coach:cv_experiences", code=code)
    context = {"form": form, "told": experiences[number], "candidate": draft.candidate}
    return render(request, "coach/cv_remove.html", context)


@writes(is_coach)
def cv_photo(request: HttpRequest, code: str) -> HttpResponse:
    draft = _cv(request, code)
    form = PhotoForm(_post_data(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            set_cv_photo(
                draft,
                image_bytes=uploaded_bytes(form.cleaned_data["photo"]),
                by=request.user,
            )
            messages.success(request, _("La photo est enregistrée."))
            return redirect("coach:cv_photo", code=code)
    return render(
        request,
        "coach/cv_photo.html",
        _page(draft, questions.PHOTO_SLUG) | {"form": form},
    )


@reads(is_coach)
def cv_photo_file(request: HttpRequest, code: str) -> HttpResponse:
    name = _cv(request, code).photo.name
    if not name:
        raise Http404
    return HttpResponse(stored_photo_bytes(name, small=True), content_type="image/jpeg")


@writes(is_coach, show=False)
def cv_submit(request: HttpRequest, code: str) -> HttpResponse:
    submit_cv(_cv(request, code), by=request.user)
    messages.success(request, _("Le CV est envoyé à l’équipe."))
    return redirect("coach:cv", code=code)


@writes(is_coach)
def consent_code(request: HttpRequest, code: str) -> HttpResponse:
    """Read the consent text and choose together.

    The candidate then receives a code for these choices.
    """
    person = _person(request, code)
    snapshot = or_404(latest_snapshot_of(person))
    form = ConsentForm(person, snapshot, _post_data(request))
    if form.is_valid():
        with errors_in(form):
            send_consent_code(
                person, snapshot=snapshot, by=request.user, **form.selected_choices
            )
            return redirect("coach:say_consent_code", code=code)
    language = consent_versions.consent_language_for(person.language)
    text = consent_versions.consent_paragraphs(
        consent_versions.CURRENT_CONSENT_VERSION, language
    )
    context = {
        "candidate": person,
        "form": form,
        "paragraphs": text,
        "text_language": language,
    }
    return render(request, "coach/cv_consent.html", context)


@writes(is_coach)
def say_consent_code(request: HttpRequest, code: str) -> HttpResponse:
    person = _person(request, code)
    form = SpokenCodeForm(_post_data(request))
    if form.is_valid():
        if publish_cv_with_code(
            person, typed=form.cleaned_data["typed"], by=request.user
        ):
            name = {"of_name": name_with_of(person.first_name)}
            messages.success(
                request, _("C’est fait. Le CV %(of_name)s est visible.") % name
            )
            return redirect("coach:candidate", code=code)
        form.add_error(
            "typed",
            _(
                "Ce code n’est pas le bon, ou il ne sert plus. Vérifiez, ou demandez-en un autre."
            ),
        )
    return render(
        request, "coach/cv_consent_code.html", {"candidate": person, "form": form}
    )
