"""A CV in other languages: the list, the page to write one beside the original, for each
space that writes CVs.

``urls_of`` makes the addresses of a space. Its pages: ``<space>/translations.html`` and
``<space>/translation.html``.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from entremise.candidates import actions, queries
from entremise.candidates.enums import CVState
from entremise.candidates.forms import NewLanguageForm, TranslationForm
from entremise.candidates.languages import name_of, own_name_of
from entremise.candidates.translated import readings_of, translation_of
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import errors_in, found, writes

from .cv_room import CVRoom


def urls_of(room: CVRoom, at: str) -> list[URLPattern]:
    """The languages of a CV, below ``at``."""
    write, post = writes(room.test), writes(room.test, show=False)
    return [
        path(at, write(room.opened(translations)), name="translations"),
        path(
            f"{at}<slug:language>/", write(room.opened(translation)), name="translation"
        ),
        path(
            f"{at}<slug:language>/envoyer/",
            post(room.opened(submit)),
            name="submit_translation",
        ),
        path(
            f"{at}<slug:language>/reprendre/",
            post(room.opened(take_back)),
            name="take_translation_back",
        ),
    ]


def translations(room: CVRoom, request: HttpRequest, person: Any) -> HttpResponse:
    """Every language of the CV with where it stands, and one more."""
    viewer: Any = request.user
    cv = found(queries.cv_of(request.user, person))
    form = NewLanguageForm(cv, request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_in(form):
            begun = actions.open_translation(
                cv, language=form.cleaned_data["language"], by=viewer
            )
            return redirect(room.url("translation", person, begun.language))
    rows = [
        {
            "reading": reading,
            "name": name_of(reading.language),
            "own_name": own_name_of(reading.language),
            "url": room.url("translation", person, reading.language),
        }
        for reading in readings_of(request.user, person)
    ]
    context = {
        "candidate": person,
        "cv": cv,
        "rows": rows,
        "form": form,
        "written_in": name_of(cv.language),
    }
    return render(request, f"{room.space}/translations.html", context)


def _one(request: HttpRequest, person: Any, language: str) -> Any:
    return found(translation_of(request.user, person, language))


def translation(
    room: CVRoom, request: HttpRequest, person: Any, language: str
) -> HttpResponse:
    viewer: Any = request.user
    text = _one(request, person, language)
    form = TranslationForm(text, request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.headers.get("X-Saves-Itself"):
        return JsonResponse(form.saved_by_itself(by=viewer))
    if request.method == "POST" and form.save(by=viewer):
        messages.success(request, _("C’est enregistré."))
        return redirect(room.url("translation", person, language))
    left = [
        row for row in form.pieces if row.state != "fresh" and not row.piece.optional
    ]
    context = {
        "candidate": person,
        "text": text,
        "form": form,
        "name": name_of(language),
        "original_name": name_of(text.cv.language),
        "left": len(left),
        "back_url": room.url("translations", person),
        "in_review": text.state == CVState.SUBMITTED,
        "can_send": text.state in (CVState.DRAFT, CVState.CHANGES_REQUESTED)
        and not left,
        "submit_url": room.url("submit_translation", person, language),
        "take_back_url": room.url("take_translation_back", person, language),
    }
    return render(request, f"{room.space}/translation.html", context)


def submit(
    room: CVRoom, request: HttpRequest, person: Any, language: str
) -> HttpResponse:
    viewer: Any = request.user
    actions.submit_translation(_one(request, person, language), by=viewer)
    messages.success(request, _("La traduction est envoyée à l’équipe."))
    return redirect(room.url("translations", person))


def take_back(
    room: CVRoom, request: HttpRequest, person: Any, language: str
) -> HttpResponse:
    viewer: Any = request.user
    actions.take_translation_back(_one(request, person, language), by=viewer)
    return redirect(room.url("translation", person, language))
