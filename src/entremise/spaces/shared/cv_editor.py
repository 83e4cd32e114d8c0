"""Write a CV, one question a page: the person, or somebody who writes with them.

A space describes its editor in a ``CVEditorScreens``; ``build_cv_urls`` makes its URLs. Its
template: ``<space>/cv.html``, which extends ``candidates/writing/cv.html``; the other pages
are the same for everybody. Nobody consents here: see the pages of consent.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.functional import Promise
from django.utils.translation import get_language

from entremise.candidates.actions import cv_draft
from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import CVSection, CVState
from entremise.candidates.forms.cv_sections import (
    SECTION_FORMS,
    CVLanguageForm,
    ExperienceForm,
    PhotoForm,
    RemoveExperienceForm,
    section_template,
    uploaded_bytes,
)
from entremise.candidates.queries.consent import cv_visibility_of
from entremise.candidates.queries.cv_drafts import (
    candidate_cv_for,
    draft_photo_path_for,
    review_comments_on,
)
from entremise.candidates.queries.publications import stored_photo_bytes
from entremise.candidates.rules import is_cv_closed_to
from entremise.candidates.validators import missing_sections
from entremise.candidates.wording import questions, sections
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web.decorators import ViewFunction, reads, writes
from entremise.foundation.web.shortcuts import errors_in, or_404

from .cv_screens import CVScreens, saves_itself

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate

LazyText = str | Promise
SUBMITTED_MESSAGE = _("Le CV est envoyé à l’équipe.")
LANGUAGE_SAVED_MESSAGE = _("La langue du CV est enregistrée.")
PHOTO_SAVED_MESSAGE = _("La photo est enregistrée.")
PHOTO_REMOVED_MESSAGE = _("La photo est retirée.")


@dataclass(frozen=True)
class CVEditorScreens(CVScreens):
    """How one space shows the editor of a CV."""

    page_after_submit: str = "cv"  # name of an URL of the space, about the same person
    submitted_message: LazyText = SUBMITTED_MESSAGE
    photo_saved_message: LazyText = PHOTO_SAVED_MESSAGE
    photo_removed_message: LazyText = PHOTO_REMOVED_MESSAGE
    # Its users may take the CV back from the team, and remove the photo.
    may_undo: bool = True

    def question_url(self, person: Candidate, slug: str) -> str:
        if slug == CVSection.EXPERIENCES:
            return self.url("cv_experiences", person)
        if slug == questions.PHOTO_SLUG:
            return self.url("cv_photo", person)
        return self.url("cv_question", person, slug)

    def next_question_url(self, person: Candidate, slug: str) -> str:
        following = questions.next_cv_question(slug)
        if following is None:
            return self.url("cv", person)
        return self.question_url(person, following.slug)

    def photo_file_url(self, cv: Any) -> str:
        """The address of one's own photo holds the code of the CV."""
        if self.is_own:
            return self.url("cv_photo_file", cv.candidate, cv.code)
        return self.url("cv_photo_file", cv.candidate)


def build_cv_urls(screens: CVEditorScreens, prefix: str) -> list[URLPattern]:
    """URLs of the editor of a CV, below ``prefix``."""
    bind = screens.bind_view
    by_card = screens.is_own
    read = reads(screens.test, by_card=by_card)
    write = writes(screens.test, by_card=by_card)
    post = writes(screens.test, show=False, by_card=by_card)
    told, photo = f"{prefix}experiences/", f"{prefix}photo"
    urls = [
        path(prefix, read(bind(cv)), name="cv"),
        path(
            f"{prefix}question/<slug:section>/",
            write(bind(cv_question)),
            name="cv_question",
        ),
        path(told, read(bind(cv_experiences)), name="cv_experiences"),
        path(f"{told}nouvelle/", write(bind(cv_experience)), name="cv_new_experience"),
        path(
            f"{told}<number:number>/", write(bind(cv_experience)), name="cv_experience"
        ),
        path(
            f"{told}<number:number>/retirer/",
            write(bind(cv_remove_experience)),
            name="cv_remove_experience",
        ),
        path(f"{photo}/", write(bind(cv_photo)), name="cv_photo"),
        path(f"{prefix}langue/", write(bind(cv_language)), name="cv_language"),
        path(f"{prefix}envoyer/", post(bind(cv_submit)), name="cv_submit"),
        path(f"{photo}/<str:code>.jpg", read(own_photo_file), name="cv_photo_file")
        if screens.is_own
        else path(f"{photo}.jpg", read(bind(cv_photo_file)), name="cv_photo_file"),
    ]
    if screens.may_undo:
        urls += [
            path(
                f"{photo}/retirer/",
                post(bind(cv_remove_photo)),
                name="cv_remove_photo",
            ),
            path(f"{prefix}reprendre/", post(bind(cv_take_back)), name="cv_take_back"),
        ]
    return urls


def _while_open(view: ViewFunction) -> ViewFunction:
    """Show the page only while the viewer may write this CV; else the list of questions."""

    @functools.wraps(view)
    def inside(
        screens: CVEditorScreens,
        request: HttpRequest,
        person: Candidate,
        **kwargs: object,
    ) -> HttpResponse:
        if request.method == "GET" and is_cv_closed_to(request.user, person):
            return redirect(screens.url("cv", person))
        return view(screens, request, person, **kwargs)

    return inside


def _cv_or_404(request: HttpRequest, person: Candidate) -> Any:
    return or_404(candidate_cv_for(request.user, person))


def _writer(request: HttpRequest) -> Any:
    """The person signed in: who is not never reaches these views."""
    return request.user


def _post_data(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _question_context(screens: CVEditorScreens, cv: Any, slug: str) -> dict[str, Any]:
    """Context that every question page shows around its form."""
    person = cv.candidate
    statuses = questions.cv_progress(cv.document, has_photo=bool(cv.photo))
    return {
        "page_base": screens.page_base,
        "question": questions.cv_question(slug),
        "cv": cv,
        "candidate": person,
        "left": questions.unanswered_questions_label(statuses),
        "comments": [c for c in review_comments_on(cv) if c.section == slug],
        "back_url": screens.url("cv", person),
        "skip_url": screens.next_question_url(person, slug),
        "trades_url": screens.url("trades", person),
        "for_name": "" if screens.is_own else person.first_name,
    }


def cv(
    screens: CVEditorScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    """Every question with its answer in short, what the team said, and the button to send."""
    found = candidate_cv_for(request.user, person)
    if found is None and screens.is_own:
        return render(
            request, f"{screens.space}/cv_not_yet.html", {"candidate": person}
        )
    draft = or_404(found)
    data, closed = draft.document.dump(), is_cv_closed_to(request.user, person)
    statuses = questions.cv_progress(draft.document, has_photo=bool(draft.photo))
    required = missing_sections(draft.document)
    rows = [
        (
            step,
            screens.question_url(person, step.question.slug),
            _answer_lines(step, data),
        )
        for step in statuses
    ]
    context = {
        "page_base": screens.page_base,
        "own": screens.is_own,
        "cv": draft,
        "candidate": draft.candidate,
        "rows": rows,
        "left": questions.unanswered_questions_label(statuses),
        "next_url": next((url for step, url, _lines in rows if not step.answered), ""),
        "started": any(step.answered for step in statuses),
        "comments": [
            (sections.section_title(c.section), c) for c in review_comments_on(draft)
        ],
        "visibility": cv_visibility_of(person),
        "in_review": draft.state == CVState.SUBMITTED,
        "closed": closed,
        "can_send": not closed
        and draft.state in (CVState.DRAFT, CVState.CHANGES_REQUESTED),
        "file_url": "" if screens.is_own else screens.url("candidate", person),
        # Without these answers the team has nothing to read: they are said before sending.
        "missing": [
            (step.title, url)
            for step, url, _lines in rows
            if step.question.slug in required
        ],
        "submit_url": screens.url("cv_submit", person),
        "language_url": screens.url("cv_language", person),
        "written_in": language_name(draft.language),
        # Nothing is written yet, and the reader may be about to write in another language.
        "asks_language": screens.is_own
        and not any(step.answered for step in statuses)
        and draft.language != get_language(),
        "take_back_url": screens.url("cv_take_back", person)
        if screens.may_undo
        else "",
    }
    return render(request, f"{screens.space}/cv.html", context)


def _answer_lines(
    step: questions.CVQuestionProgress, data: dict[str, Any]
) -> list[sections.Line]:
    slug = step.question.slug
    return (
        []
        if slug == questions.PHOTO_SLUG or not step.answered
        else sections.section_line_texts(slug, data[slug])
    )


@_while_open
def cv_question(
    screens: CVEditorScreens, request: HttpRequest, person: Candidate, section: str
) -> HttpResponse:
    if section not in SECTION_FORMS:
        raise Http404
    cv = _cv_or_404(request, person)
    if cv.state == CVState.SUBMITTED and request.method == "GET":
        return redirect(screens.url("cv", person))
    form = SECTION_FORMS[section](cv, _post_data(request))
    if form.is_valid():
        with errors_in(form):
            form.save(by=_writer(request))
            if not saves_itself(request):
                return redirect(screens.next_question_url(person, section))
    if form.is_bound and saves_itself(request):
        return JsonResponse(form.autosave_answer())
    context = _question_context(screens, cv, section) | {
        "form": form,
        "fields_template": section_template(section),
        "saves_itself": True,
    }
    return render(request, "candidates/writing/question.html", context)


@_while_open
def cv_experiences(
    screens: CVEditorScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    cv = _cv_or_404(request, person)
    told = [
        (
            experience,
            screens.url("cv_experience", person, str(number)),
            screens.url("cv_remove_experience", person, str(number)),
        )
        for number, experience in enumerate(cv.document.experiences)
    ]
    context = _question_context(screens, cv, CVSection.EXPERIENCES) | {
        "told": told,
        "new_url": screens.url("cv_new_experience", person),
    }
    return render(request, "candidates/writing/experiences.html", context)


@_while_open
def cv_experience(
    screens: CVEditorScreens,
    request: HttpRequest,
    person: Candidate,
    number: int | None = None,
) -> HttpResponse:
    """``number``: its index in the CV; None for a new experience."""
    cv = _cv_or_404(request, person)
    if (
        request.method == "GET"
        and number is not None
        and number >= len(cv.document.experiences)
    ):
        raise Http404
    back_url = screens.url("cv_experiences", person)
    form = ExperienceForm(cv, _post_data(request), number=number)
    if form.is_valid():
        with errors_in(form):
            form.save(by=_writer(request))
            return redirect(back_url)
    context = _question_context(screens, cv, CVSection.EXPERIENCES) | {
        "form": form,
        "fields_template": "candidates/writing/_fields.html",
        "back_url": back_url,
        "skip_url": "",
    }
    return render(request, "candidates/writing/question.html", context)


@_while_open
def cv_remove_experience(
    screens: CVEditorScreens, request: HttpRequest, person: Candidate, number: int
) -> HttpResponse:
    cv = _cv_or_404(request, person)
    experiences = cv.document.experiences
    back_url = screens.url("cv_experiences", person)
    form = RemoveExperienceForm(
        cv, _post_data(request), number=number if number < len(experiences) else None
    )
    if form.is_valid():
        with errors_in(form):
            form.save(by=_writer(request))
            return redirect(back_url)
    if number >= len(experiences):
        return redirect(back_url)
    context = {
        "page_base": screens.page_base,
        "form": form,
        "told": experiences[number],
        "for_name": "" if screens.is_own else person.first_name,
        "back_url": back_url,
    }
    return render(request, "candidates/writing/remove_experience.html", context)


@_while_open
def cv_language(
    screens: CVEditorScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    """In which language the CV is written."""
    cv = _cv_or_404(request, person)
    if cv.state == CVState.SUBMITTED and request.method == "GET":
        return redirect(screens.url("cv", person))
    form = CVLanguageForm(cv, _post_data(request))
    if form.is_valid():
        with errors_in(form):
            cv_draft.set_cv_language(
                cv, language=form.cleaned_data["language"], by=_writer(request)
            )
            messages.success(request, str(LANGUAGE_SAVED_MESSAGE))
            return redirect(screens.url("cv", person))
    context = {
        "page_base": screens.page_base,
        "form": form,
        "candidate": person,
        "own": screens.is_own,
        "back_url": screens.url("cv", person),
    }
    return render(request, "candidates/writing/language.html", context)


@_while_open
def cv_photo(
    screens: CVEditorScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    cv = _cv_or_404(request, person)
    form = PhotoForm(_post_data(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            cv_draft.set_cv_photo(
                cv,
                image_bytes=uploaded_bytes(form.cleaned_data["photo"]),
                by=_writer(request),
            )
            messages.success(request, str(screens.photo_saved_message))
            return redirect(screens.url("cv_photo", person))
    context = _question_context(screens, cv, questions.PHOTO_SLUG) | {
        "form": form,
        "photo_url": screens.photo_file_url(cv) if cv.photo else "",
        "remove_url": screens.url("cv_remove_photo", person)
        if screens.may_undo
        else "",
    }
    return render(request, "candidates/writing/photo.html", context)


def cv_remove_photo(
    screens: CVEditorScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    cv_draft.remove_cv_photo(_cv_or_404(request, person), by=_writer(request))
    messages.success(request, str(screens.photo_removed_message))
    return redirect(screens.url("cv_photo", person))


def cv_photo_file(
    screens: CVEditorScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    return own_photo_file(request, _cv_or_404(request, person).code)


def own_photo_file(request: HttpRequest, code: str) -> HttpResponse:
    """The photo of a draft, for those who may write the CV. ``code``: of the CV."""
    name = or_404(draft_photo_path_for(request.user, code))
    return HttpResponse(stored_photo_bytes(name, small=True), content_type="image/jpeg")


def cv_submit(
    screens: CVEditorScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    cv_draft.submit_cv(_cv_or_404(request, person), by=_writer(request))
    messages.success(request, str(screens.submitted_message))
    return redirect(screens.url(screens.page_after_submit, person))


def cv_take_back(
    screens: CVEditorScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    cv_draft.cancel_cv_submission(_cv_or_404(request, person), by=_writer(request))
    return redirect(screens.url("cv", person))
