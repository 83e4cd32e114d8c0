"""My CV in other languages: write them, look at each as the world would, show it or not."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from entremise.candidates import actions, queries
from entremise.candidates import consent as texts
from entremise.candidates.forms import ConsentForm
from entremise.candidates.languages import name_of
from entremise.candidates.rules import can_grant, is_candidate
from entremise.candidates.translated import readings_of, translation_of
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import found, reads, writes
from entremise.spaces.shared.cv_room import CVRoom
from entremise.spaces.shared.translations import urls_of


def _me(request: HttpRequest, code: str = "") -> Any:
    return found(queries.candidate_of(request.user))


urls = partial(urls_of, CVRoom("candidate", is_candidate, person=_me, by_code=False))


def _read(request: HttpRequest, person: Any, language: str) -> Any:
    """What the team read in this language, of the words that may be shown."""
    mine = {reading.language: reading for reading in readings_of(request.user, person)}
    return found(found(mine.get(language)).read)


@reads(is_candidate)
def look(request: HttpRequest, language: str) -> HttpResponse:
    """Exactly what the world would read in this language, and the one button that says yes."""
    person = _me(request)
    read = _read(request, person, language)
    grant = queries.live_grant(person)
    fields, channels = (grant.fields, grant.channels) if grant else ([], [])
    shown = queries.preview(
        person, fields, channels, [read.code], snapshot=queries.last_snapshot(person)
    )
    choices = urlencode({"fields": fields, "channels": channels}, doseq=True)
    context = {
        "cv": shown.in_language(language),
        "photo_url": f"{reverse('candidate:consent_photo')}?{choices}"
        if shown.photo
        else "",
        "name": name_of(language),
        "visible": grant is not None,
        "already": grant is not None and read.code in grant.shown_texts,
    }
    return render(request, "candidate/translation_look.html", context)


@writes(is_candidate, show=False)
def accept(request: HttpRequest, language: str) -> HttpResponse:
    """At once when the CV is visible.

    In a session that a card opened, by a code; before that, with all the rest.
    """
    person = _me(request)
    read, grant = _read(request, person, language), queries.live_grant(person)
    if grant is None:
        return redirect("candidate:consent")
    spoken = texts.language_for(get_language() or person.language)
    if can_grant(request.user, person):
        actions.accept_text(
            person,
            text=read.code,
            text_version=texts.VERSION,
            language=spoken,
            by=request.user,
        )
        messages.success(
            request,
            _("C’est fait. On peut aussi lire votre CV en %(name)s.")
            % {"name": name_of(language)},
        )
        return redirect("candidate:translations")
    wanted = {
        "fields": grant.fields,
        "channels": grant.channels,
        "texts": [*_others(request, person, language), read.code],
    }
    form = ConsentForm(
        person, queries.last_snapshot(person), QueryDict(urlencode(wanted, doseq=True))
    )
    if not form.is_valid():
        return redirect("candidate:consent")
    if queries.code_address(person, asked_by=request.user):
        actions.ask_consent_code(
            person,
            snapshot=queries.last_snapshot(person),
            by=request.user,
            language=spoken,
            **form.choices,
        )
    return redirect(
        f"{reverse('candidate:consent_code')}?{urlencode(form.choices, doseq=True)}"
    )


def _others(request: HttpRequest, person: Any, language: str) -> list[str]:
    """Codes of the other languages shown now."""
    shown = [
        r
        for r in readings_of(request.user, person)
        if r.standing == "shown" and r.language != language
    ]
    return [reading.read.code for reading in shown if reading.read]


@writes(is_candidate, show=False)
def drop(request: HttpRequest, language: str) -> HttpResponse:
    me = _me(request)
    found(translation_of(request.user, me, language))
    actions.drop_text(me, language=language, by=request.user)
    messages.success(
        request,
        _("C’est fait. On ne lit plus votre CV en %(name)s.")
        % {"name": name_of(language)},
    )
    return redirect("candidate:translations")
