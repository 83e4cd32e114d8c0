"""Translations of a CV: the list, and the page to write one beside the original.

``build_translation_urls`` makes the URLs of a space. Its templates:
``<space>/translations.html`` and ``<space>/translation.html``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from entremise.candidates.actions import translations as translation_actions
from entremise.candidates.content.languages import language_name, native_language_name
from entremise.candidates.enums import CVState
from entremise.candidates.forms.translations import NewTranslationForm, TranslationForm
from entremise.candidates.queries.cv_drafts import candidate_cv_for
from entremise.candidates.queries.translations import (
    translation_in_language_for,
    translation_progress_for,
)
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import writes
from entremise.foundation.web.shortcuts import errors_in, or_404

from .cv_screens import CVScreens, saves_itself

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate


def build_translation_urls(screens: CVScreens, prefix: str) -> list[URLPattern]:
    """URLs of the translations of a CV, below ``prefix``."""
    write = writes(screens.test, by_card=screens.is_own)
    post = writes(screens.test, show=False, by_card=screens.is_own)
    return [
        path(prefix, write(screens.bind_view(translations)), name="translations"),
        path(
            f"{prefix}<slug:language>/",
            write(screens.bind_view(translation)),
            name="translation",
        ),
        path(
            f"{prefix}<slug:language>/envoyer/",
            post(screens.bind_view(submit_translation)),
            name="submit_translation",
        ),
        path(
            f"{prefix}<slug:language>/reprendre/",
            post(screens.bind_view(take_translation_back)),
            name="take_translation_back",
        ),
    ]


def translations(
    screens: CVScreens, request: HttpRequest, person: Candidate
) -> HttpResponse:
    """Each translation with its progress, and a form to begin one."""
    viewer: Any = request.user
    cv = or_404(candidate_cv_for(request.user, person))
    form = NewTranslationForm(cv, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_in(form):
            started = translation_actions.start_translation(
                cv, language=form.cleaned_data["language"], by=viewer
            )
            return redirect(screens.url("translation", person, started.language))
    rows = [
        {
            "reading": reading,
            "name": language_name(reading.language),
            "own_name": native_language_name(reading.language),
            "url": screens.url("translation", person, reading.language),
        }
        for reading in translation_progress_for(request.user, person)
    ]
    context = {
        "candidate": person,
        "cv": cv,
        "rows": rows,
        "form": form,
        "written_in": language_name(cv.language),
    }
    return render(request, f"{screens.space}/translations.html", context)


def _translation_or_404(request: HttpRequest, person: Candidate, language: str) -> Any:
    return or_404(translation_in_language_for(request.user, person, language))


def translation(
    screens: CVScreens, request: HttpRequest, person: Candidate, language: str
) -> HttpResponse:
    viewer: Any = request.user
    text = _translation_or_404(request, person, language)
    form = TranslationForm(text, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_in(form):
            if form.save(by=viewer) and not saves_itself(request):
                messages.success(request, _("C’est enregistré."))
                return redirect(screens.url("translation", person, language))
    if form.is_bound and saves_itself(request):
        return JsonResponse(form.autosave_answer())
    left = [
        row
        for row in form.segments
        if row.state != "fresh" and not row.segment.optional
    ]
    context = {
        "candidate": person,
        "text": text,
        "form": form,
        "name": language_name(language),
        "original_name": language_name(text.cv.language),
        "left": len(left),
        "back_url": screens.url("translations", person),
        "in_review": text.state == CVState.SUBMITTED,
        "can_send": text.state in (CVState.DRAFT, CVState.CHANGES_REQUESTED)
        and not left,
        "submit_url": screens.url("submit_translation", person, language),
        "take_back_url": screens.url("take_translation_back", person, language),
    }
    return render(request, f"{screens.space}/translation.html", context)


def submit_translation(
    screens: CVScreens, request: HttpRequest, person: Candidate, language: str
) -> HttpResponse:
    viewer: Any = request.user
    translation_actions.submit_translation(
        _translation_or_404(request, person, language), by=viewer
    )
    messages.success(request, _("La traduction est envoyée à l’équipe."))
    return redirect(screens.url("translations", person))


def take_translation_back(
    screens: CVScreens, request: HttpRequest, person: Candidate, language: str
) -> HttpResponse:
    viewer: Any = request.user
    translation_actions.cancel_translation_submission(
        _translation_or_404(request, person, language), by=viewer
    )
    return redirect(screens.url("translation", person, language))
