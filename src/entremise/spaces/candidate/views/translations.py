"""My CV in other languages: write them, look at each as the world would, show it or not."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
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
from entremise.foundation.web.views import or_404, reads, writes
from entremise.spaces.shared.cv_screens import CVScreens
from entremise.spaces.shared.translations import build_translation_urls


def _me(request: HttpRequest, code: str = "") -> Any:
    return or_404(candidate_of_user(request.user))


translation_urls = partial(
    build_translation_urls,
    CVScreens("candidate", is_candidate, person_for=_me, code_in_urls=False),
)


def _read(request: HttpRequest, person: Any, language: str) -> Any:
    """What the team read in this language, of the words that may be shown."""
    mine = {
        reading.language: reading
        for reading in translation_progress_for(request.user, person)
    }
    return or_404(or_404(mine.get(language)).approved)


@reads(is_candidate)
def look_translation(request: HttpRequest, language: str) -> HttpResponse:
    """Exactly what the world would read in this language, and the one button that says yes."""
    person = _me(request)
    read = _read(request, person, language)
    grant = live_grant_of(person)
    fields, channels = (grant.fields, grant.channels) if grant else ([], [])
    shown = cv_preview(
        person,
        fields,
        channels,
        [read.code],
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
        "already": grant is not None and read.code in grant.shown_translations,
    }
    return render(request, "candidate/translation_look.html", context)


@writes(is_candidate, show=False)
def accept_translation(request: HttpRequest, language: str) -> HttpResponse:
    """At once when the CV is visible.

    In a session that a card opened, by a code; before that, with all the rest.
    """
    person = _me(request)
    read, grant = _read(request, person, language), live_grant_of(person)
    if grant is None:
        return redirect("candidate:consent")
    spoken = consent_versions.consent_language_for(get_language() or person.language)
    if can_give_consent(request.user, person):
        publish_translation(
            person,
            translation=read.code,
            consent_version=consent_versions.CURRENT_CONSENT_VERSION,
            language=spoken,
            by=request.user,
        )
        messages.success(
            request,
            _("C’est fait. On peut aussi lire votre CV en %(name)s.")
            % {"name": language_name(language)},
        )
        return redirect("candidate:translations")
    wanted = {
        "fields": grant.fields,
        "channels": grant.channels,
        "translations": [*_others(request, person, language), read.code],
    }
    form = ConsentForm(
        person,
        latest_snapshot_of(person),
        QueryDict(urlencode(wanted, doseq=True)),
    )
    if not form.is_valid():
        return redirect("candidate:consent")
    if consent_code_address(person, asked_by=request.user):
        send_consent_code(
            person,
            snapshot=latest_snapshot_of(person),
            by=request.user,
            language=spoken,
            **form.selected_choices,
        )
    return redirect(
        f"{reverse('candidate:consent_code')}?{urlencode(form.selected_choices, doseq=True)}"
    )


def _others(request: HttpRequest, person: Any, language: str) -> list[str]:
    """Codes of the other languages shown now."""
    shown = [
        r
        for r in translation_progress_for(request.user, person)
        if r.status == "shown" and r.language != language
    ]
    return [reading.approved.code for reading in shown if reading.approved]


@writes(is_candidate, show=False)
def drop_translation(request: HttpRequest, language: str) -> HttpResponse:
    me = _me(request)
    or_404(translation_in_language_for(request.user, me, language))
    unpublish_translation(me, language=language, by=request.user)
    messages.success(
        request,
        _("C’est fait. On ne lit plus votre CV en %(name)s.")
        % {"name": language_name(language)},
    )
    return redirect("candidate:translations")
