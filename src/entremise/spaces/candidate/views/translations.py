"""Translations of the candidate's CV: write, preview, publish or not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from entremise.candidates.actions.consent import (
    publish_translation,
    send_consent_code,
    unpublish_translation,
)
from entremise.candidates.content import consent_versions
from entremise.candidates.content.languages import language_name
from entremise.candidates.forms.consent import ConsentForm
from entremise.candidates.queries.candidates import candidate_of_user
from entremise.candidates.queries.consent import consent_code_address, live_grant_of
from entremise.candidates.queries.cv_drafts import latest_snapshot_of
from entremise.candidates.queries.publications import cv_preview
from entremise.candidates.queries.translations import (
    translation_in_language_for,
    translation_progress_for,
)
from entremise.candidates.rules import can_give_consent, is_candidate
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.spaces.shared.cv_screens import CVScreens
from entremise.spaces.shared.translations import build_translation_urls

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate


def _me(request: SignedInRequest, code: str = "") -> Any:
    return or_404(candidate_of_user(request.user))


translation_urls = partial(
    build_translation_urls,
    CVScreens("candidate", is_candidate, person_for=_me, code_in_urls=False),
)


def _approved_or_404(request: SignedInRequest, person: Candidate, language: str) -> Any:
    """The approved translation in this language; 404 without one."""
    by_language = {
        reading.language: reading
        for reading in translation_progress_for(request.user, person)
    }
    return or_404(or_404(by_language.get(language)).approved)


@reads(is_candidate, by_card=True)
def look_translation(request: SignedInRequest, language: str) -> HttpResponse:
    """The CV exactly as it would be published in this language, and the button that consents."""
    person = _me(request)
    approved = _approved_or_404(request, person, language)
    grant = live_grant_of(person)
    fields, channels = (grant.fields, grant.channels) if grant else ([], [])
    shown = cv_preview(
        person,
        fields,
        channels,
        [approved.code],
        snapshot=latest_snapshot_of(person),
    )
    choices = urlencode({"fields": fields, "channels": channels}, doseq=True)
    context = {
        "cv": shown.in_language(language),
        "photo_url": f"{reverse('candidate:consent_photo')}?{choices}"
        if shown.photo
        else "",
        "name": language_name(language),
        "visible": grant is not None,
        "already": grant is not None and approved.code in grant.shown_translations,
    }
    return render(request, "candidate/translation_look.html", context)


@writes(is_candidate, show=False, by_card=True)
def accept_translation(request: SignedInRequest, language: str) -> HttpResponse:
    """Publish the translation at once when the CV is published.

    In a session opened with a card, send a code first. Before the CV is published, the consent page
    asks for both.
    """
    person = _me(request)
    approved, grant = _approved_or_404(request, person, language), live_grant_of(person)
    if grant is None:
        return redirect("candidate:consent")
    consent_language = consent_versions.consent_language_for(
        get_language() or person.language
    )
    if can_give_consent(request.user, person):
        publish_translation(
            person,
            translation=approved.code,
            consent_version=consent_versions.CURRENT_CONSENT_VERSION,
            language=consent_language,
            by=request.user,
        )
        messages.success(
            request,
            _("C’est fait. On peut aussi lire votre CV en %(name)s.")
            % {"name": language_name(language)},
        )
        return redirect("candidate:translations")
    choices = {
        "fields": grant.fields,
        "channels": grant.channels,
        "translations": [*_others(request, person, language), approved.code],
    }
    snapshot = or_404(latest_snapshot_of(person))
    form = ConsentForm(
        person,
        snapshot,
        QueryDict(urlencode(choices, doseq=True)),
    )
    if not form.is_valid():
        return redirect("candidate:consent")
    if consent_code_address(person, asked_by=request.user):
        send_consent_code(
            person,
            snapshot=snapshot,
            by=request.user,
            language=consent_language,
            **form.selected_choices,
        )
    return redirect(
        f"{reverse('candidate:consent_code')}?{urlencode(form.selected_choices, doseq=True)}"
    )


def _others(request: SignedInRequest, person: Candidate, language: str) -> list[str]:
    """Codes of the translations published now, this language left out."""
    shown = [
        reading
        for reading in translation_progress_for(request.user, person)
        if reading.status == "shown" and reading.language != language
    ]
    return [reading.approved.code for reading in shown if reading.approved]


@writes(is_candidate, show=False, by_card=True)
def drop_translation(request: SignedInRequest, language: str) -> HttpResponse:
    me = _me(request)
    or_404(translation_in_language_for(request.user, me, language))
    unpublish_translation(me, language=language, by=request.user)
    messages.success(
        request,
        _("C’est fait. On ne lit plus votre CV en %(name)s.")
        % {"name": language_name(language)},
    )
    return redirect("candidate:translations")
