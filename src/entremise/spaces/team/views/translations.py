"""Translations of CVs: the team may write them, and reviews each before it is published."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.actions import translations as translation_actions
from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import CVState
from entremise.candidates.forms.translations import TranslationChangesForm
from entremise.candidates.queries.candidates import candidate_for
from entremise.candidates.queries.translations import translation_for
from entremise.candidates.rules import can_edit_cv, can_manage_candidate
from entremise.candidates.wording import sections
from entremise.candidates.wording.translation_segments import translated_segments
from entremise.foundation.accounts.rules import is_team
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.notes import request_notes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.spaces.shared.cv_screens import CVScreens
from entremise.spaces.shared.translations import build_translation_urls

if TYPE_CHECKING:
    from entremise.candidates.models import Translation


def _person(request: SignedInRequest, code: str) -> Any:
    person = or_404(candidate_for(request.user, code))
    if not can_edit_cv(request.user, person):
        raise Http404
    request_notes(request).accessed_person = person
    return person


translation_urls = partial(
    build_translation_urls, CVScreens("team", is_team, person_for=_person)
)


def _to_review(request: SignedInRequest, code: str) -> Any:
    text = or_404(translation_for(request.user, code))
    if not can_manage_candidate(request.user, text.cv.candidate):
        raise Http404
    return text


def _page(
    request: SignedInRequest, text: Translation, form: TranslationChangesForm
) -> HttpResponse:
    rows: dict[str, list[Any]] = {}
    for row in translated_segments(text.cv.document, text.content):
        rows.setdefault(sections.section_title(row.segment.section), []).append(row)
    context = {
        "text": text,
        "candidate": text.cv.candidate,
        "form": form,
        "groups": list(rows.items()),
        "name": language_name(text.language),
        "waiting": text.state == CVState.SUBMITTED,
    }
    return render(request, "team/review_translation.html", context)


@reads(is_team)
def review_translation(request: SignedInRequest, code: str) -> HttpResponse:
    text = _to_review(request, code)
    request_notes(request).accessed_person = text.cv.candidate
    return _page(request, text, TranslationChangesForm())


@writes(is_team, show=False)
def ask_translation_changes(request: SignedInRequest, code: str) -> HttpResponse:
    text = _to_review(request, code)
    form = TranslationChangesForm(request.POST)
    if form.is_valid():
        with errors_in(form):
            translation_actions.request_translation_changes(
                text, remark=form.cleaned_data["remark"], by=request.user
            )
            messages.success(
                request,
                _("Vos remarques sont envoyées à %(name)s.")
                % {"name": text.cv.candidate.first_name},
            )
            return redirect("team:candidate", code=text.cv.candidate.code)
    return _page(request, text, form)


@writes(is_team, show=False)
def approve_translation(
    request: SignedInRequest, code: str, version: int
) -> HttpResponse:
    """``version``: the one on the reviewer's screen."""
    text = _to_review(request, code)
    translation_actions.approve_translation(text, version=version, by=request.user)
    message = _(
        "La traduction est acceptée. %(name)s choisit maintenant de la montrer ou non."
    )
    messages.success(request, message % {"name": text.cv.candidate.first_name})
    return redirect("team:candidate", code=text.cv.candidate.code)
