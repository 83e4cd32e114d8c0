"""What the world sees of me: look, choose, say yes, change my mind."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from entremise.candidates import actions, difference, queries
from entremise.candidates import consent as texts
from entremise.candidates.content import PublicCV
from entremise.candidates.forms import ConsentCodeForm, ConsentForm
from entremise.candidates.rules import can_grant, is_candidate
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import errors_in, found, reads, writes
from entremise.rendering.documents import cv_pdf, preview_jpeg


def _mine(request: HttpRequest) -> tuple[Any, Any]:
    candidate = found(queries.candidate_of(request.user))
    return candidate, queries.last_snapshot(candidate)


def _preview(request: HttpRequest) -> PublicCV:
    """What the choices of the address would show: those of the form, before anything is said."""
    candidate, snapshot = _mine(request)
    return queries.preview(
        candidate,
        request.GET.getlist("fields"),
        request.GET.getlist("channels"),
        request.GET.getlist("texts"),
        snapshot=found(snapshot),
    )


@reads(is_candidate)
def consent(request: HttpRequest) -> HttpResponse:
    """Read, and tick what may be shown: nothing is said yet."""
    candidate, snapshot = _mine(request)
    visibility = queries.visibility_of(candidate)
    if snapshot is None:
        return render(request, "candidate/consent_not_yet.html")
    language = _language(candidate)
    context = {
        "form": ConsentForm(candidate, snapshot),
        "visibility": visibility,
        "paragraphs": texts.paragraphs(texts.VERSION, language),
        "text_language": language,
        "before": difference.differences(visibility.shown, snapshot.document)
        if visibility.newer
        else [],
    }
    return render(request, "candidate/consent.html", context)


@writes(is_candidate)
def look(request: HttpRequest) -> HttpResponse:
    """Exactly what the world would see with these choices, and the one button that says yes."""
    candidate, snapshot = _mine(request)
    form = ConsentForm(
        candidate,
        found(snapshot),
        request.POST if request.method == "POST" else request.GET,
    )
    language = _language(candidate)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            return _say_yes(request, candidate, snapshot, form)
    context: dict[str, Any] = {
        "form": form,
        "visibility": queries.visibility_of(candidate),
        "paragraphs": texts.paragraphs(texts.VERSION, language),
        "text_language": language,
        "before": [],
    }
    if not form.is_valid():
        return render(request, "candidate/consent.html", context)
    shown = queries.preview(candidate, snapshot=snapshot, **form.choices)
    query = urlencode(form.choices, doseq=True)
    photo_url = f"{reverse('candidate:consent_photo')}?{query}" if shown.photo else ""
    return render(
        request,
        "candidate/consent_look.html",
        context | {"cv": shown, "query": query, "photo_url": photo_url},
    )


def _say_yes(
    request: HttpRequest, candidate: Any, snapshot: Any, form: ConsentForm
) -> HttpResponse:
    """At once; or, in a session that a card opened, by a code sent to the person."""
    if not can_grant(request.user, candidate):
        return _send_code(request, candidate, snapshot, form)
    actions.grant_and_publish(
        candidate,
        snapshot=snapshot,
        text_version=texts.VERSION,
        language=_language(candidate),
        by=request.user,
        **form.choices,
    )
    messages.success(request, _("C’est fait. Votre CV est visible."))
    return redirect("candidate:home")


def _send_code(
    request: HttpRequest, candidate: Any, snapshot: Any, form: ConsentForm
) -> HttpResponse:
    if queries.code_address(candidate, asked_by=request.user):
        language = _language(candidate)
        actions.ask_consent_code(
            candidate,
            snapshot=snapshot,
            by=request.user,
            language=language,
            **form.choices,
        )
    return redirect(_with_choices("candidate:consent_code", form))


def _with_choices(name: str, form: ConsentForm) -> str:
    return f"{reverse(name)}?{urlencode(form.choices, doseq=True)}"


@writes(is_candidate)
def code(request: HttpRequest) -> HttpResponse:
    """The code that was sent, for the choices of the address.

    Without phone nor e-mail, how to say yes on paper.
    """
    candidate, snapshot = _mine(request)
    choices = ConsentForm(candidate, found(snapshot), request.GET)
    if not choices.is_valid():
        return redirect("candidate:consent")
    if can_grant(request.user, candidate):
        return redirect(_with_choices("candidate:consent_look", choices))
    address = queries.code_address(candidate, asked_by=request.user)
    if address is None:
        return render(request, "candidate/consent_on_paper.html", {"choices": choices})
    form = ConsentCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_in(form):
            if actions.grant_by_code(
                candidate, typed=form.cleaned_data["typed"], by=request.user
            ):
                messages.success(request, _("C’est fait. Votre CV est visible."))
                return redirect("candidate:home")
            form.add_error("typed", _refused(candidate))
    look_url = _with_choices("candidate:consent_look", choices)
    context = {
        "form": form,
        "choices": choices,
        "look_url": look_url,
        "channel": address.channel,
    }
    return render(request, "candidate/consent_code.html", context)


def _refused(candidate: Any) -> str:
    if queries.waiting_code(candidate):
        return _(
            "Ce n’est pas le bon code. Regardez le dernier message reçu et recommencez."
        )
    return _("Ce code ne sert plus. Demandez-en un autre, plus bas.")


def _language(candidate: Any) -> str:
    """The text is shown, and kept, in the language of the page."""
    return texts.language_for(get_language() or candidate.language)


@reads(is_candidate)
def image(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        preview_jpeg(_preview(request), get_language() or "fr"),
        content_type="image/jpeg",
    )


@reads(is_candidate)
def pdf(request: HttpRequest) -> HttpResponse:
    return HttpResponse(cv_pdf(_preview(request)), content_type="application/pdf")


@reads(is_candidate)
def photo(request: HttpRequest) -> HttpResponse:
    data = queries.photo_bytes(_preview(request), small=True)
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/jpeg")


@writes(is_candidate, show=False)
def renew(request: HttpRequest) -> HttpResponse:
    candidate, snapshot = _mine(request)
    if not can_grant(request.user, candidate):
        return _renew_by_code(request, candidate, snapshot)
    actions.renew(
        candidate,
        text_version=texts.VERSION,
        language=_language(candidate),
        by=request.user,
    )
    messages.success(request, _("C’est noté, pour six mois de plus."))
    return redirect("candidate:home")


def _renew_by_code(request: HttpRequest, candidate: Any, snapshot: Any) -> HttpResponse:
    """The choices of now, by a code.

    When they or the CV changed since, the person looks and chooses again.
    """
    grant = queries.live_grant(candidate)
    if grant is None or queries.visibility_of(candidate).newer:
        return redirect("candidate:consent")
    as_now = urlencode(
        {
            "fields": grant.fields,
            "channels": grant.channels,
            "texts": grant.shown_texts,
        },
        doseq=True,
    )
    form = ConsentForm(candidate, snapshot, QueryDict(as_now))
    if form.is_valid():
        with errors_in(form):
            return _send_code(request, candidate, snapshot, form)
    messages.error(
        request,
        " ".join(str(words) for words in form.non_field_errors()) or _choose_again(),
    )
    return redirect("candidate:consent")


def _choose_again() -> str:
    return _("Votre CV a changé. Choisissez à nouveau ce que vous montrez.")


@writes(is_candidate)
def withdraw(request: HttpRequest) -> HttpResponse:
    candidate, _snapshot = _mine(request)
    if request.method == "POST":
        actions.withdraw(candidate, by=request.user)
        return redirect("candidate:withdrawn")
    return render(
        request,
        "candidate/withdraw.html",
        {"visibility": queries.visibility_of(candidate)},
    )


@reads(is_candidate)
def withdrawn(request: HttpRequest) -> HttpResponse:
    candidate, _snapshot = _mine(request)
    visibility = queries.visibility_of(candidate)
    if visibility.state == "visible":
        return redirect("candidate:withdraw")
    return render(request, "candidate/withdrawn.html", {"visibility": visibility})
