"""What the public sees of the candidate: preview, choices, consent, renewal, withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from entremise.candidates.actions.consent import (
    publish_cv,
    publish_cv_with_code,
    renew_publication,
    send_consent_code,
    withdraw_cv,
)
from entremise.candidates.actions.denial import deny_latest_consent
from entremise.candidates.content import consent_versions
from entremise.candidates.content.cv import PublicCV
from entremise.candidates.forms.consent import ConsentCodeForm, ConsentForm
from entremise.candidates.queries.candidates import candidate_of_user
from entremise.candidates.queries.consent import (
    consent_code_address,
    cv_visibility_of,
    live_grant_of,
    pending_consent_code_of,
)
from entremise.candidates.queries.cv_drafts import latest_snapshot_of
from entremise.candidates.queries.publications import cv_preview, public_photo_bytes
from entremise.candidates.rules import can_give_consent, is_candidate
from entremise.candidates.wording import cv_diff
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in, or_404
from entremise.rendering.documents import cv_pdf, preview_jpeg

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate, Snapshot


def _candidate_and_snapshot(request: SignedInRequest) -> tuple[Any, Any]:
    candidate = or_404(candidate_of_user(request.user))
    return candidate, latest_snapshot_of(candidate)


def _preview(request: SignedInRequest) -> PublicCV:
    """The CV as the choices of the query string would publish it."""
    candidate, snapshot = _candidate_and_snapshot(request)
    return cv_preview(
        candidate,
        request.GET.getlist("fields"),
        request.GET.getlist("channels"),
        request.GET.getlist("translations"),
        snapshot=or_404(snapshot),
    )


@reads(is_candidate, by_card=True)
def consent(request: SignedInRequest) -> HttpResponse:
    """Read the consent text, and choose what is shown. Nothing is recorded yet."""
    candidate, snapshot = _candidate_and_snapshot(request)
    visibility = cv_visibility_of(candidate)
    if snapshot is None:
        return render(request, "candidate/consent_not_yet.html")
    language = _language(candidate)
    context = {
        "form": ConsentForm(candidate, snapshot),
        "visibility": visibility,
        "snapshot": snapshot,
        "paragraphs": consent_versions.consent_paragraphs(
            consent_versions.CURRENT_CONSENT_VERSION, language
        ),
        "text_language": language,
        "before": cv_diff.cv_differences(visibility.shown_content, snapshot.document)
        if visibility.has_newer_version
        else [],
    }
    return render(request, "candidate/consent.html", context)


@writes(is_candidate, by_card=True)
def consent_look(request: SignedInRequest) -> HttpResponse:
    """The CV exactly as these choices would publish it, and the button that consents."""
    candidate, snapshot = _candidate_and_snapshot(request)
    form = ConsentForm(
        candidate,
        or_404(snapshot),
        request.POST if request.method == "POST" else request.GET,
    )
    language = _language(candidate)
    if request.method == "POST" and form.is_valid():
        with errors_in(form):
            return _grant_or_send_code(request, candidate, snapshot, form)
    context: dict[str, Any] = {
        "form": form,
        "visibility": cv_visibility_of(candidate),
        "paragraphs": consent_versions.consent_paragraphs(
            consent_versions.CURRENT_CONSENT_VERSION, language
        ),
        "text_language": language,
        "before": [],
    }
    if not form.is_valid():
        return render(request, "candidate/consent.html", context)
    shown = cv_preview(candidate, snapshot=snapshot, **form.selected_choices)
    query = urlencode(form.selected_choices, doseq=True)
    photo_url = f"{reverse('candidate:consent_photo')}?{query}" if shown.photo else ""
    return render(
        request,
        "candidate/consent_look.html",
        context | {"cv": shown, "query": query, "photo_url": photo_url},
    )


def _grant_or_send_code(
    request: SignedInRequest,
    candidate: Candidate,
    snapshot: Snapshot,
    form: ConsentForm,
) -> HttpResponse:
    """Publish at once; in a session opened with a card, send a code first."""
    if not can_give_consent(request.user, candidate):
        return _send_code(request, candidate, snapshot, form)
    publish_cv(
        candidate,
        snapshot=snapshot,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language=_language(candidate),
        by=request.user,
        **form.selected_choices,
    )
    messages.success(request, _("C’est fait. Votre CV est visible."))
    return redirect("candidate:home")


def _send_code(
    request: SignedInRequest,
    candidate: Candidate,
    snapshot: Snapshot,
    form: ConsentForm,
) -> HttpResponse:
    if consent_code_address(candidate, asked_by=request.user):
        language = _language(candidate)
        send_consent_code(
            candidate,
            snapshot=snapshot,
            by=request.user,
            language=language,
            **form.selected_choices,
        )
    return redirect(_with_choices("candidate:consent_code", form))


def _with_choices(name: str, form: ConsentForm) -> str:
    return f"{reverse(name)}?{urlencode(form.selected_choices, doseq=True)}"


@writes(is_candidate, by_card=True)
def consent_code(request: SignedInRequest) -> HttpResponse:
    """Ask for the code that was sent, for the choices of the query string.

    Without phone nor e-mail, the page says how to consent on paper.
    """
    candidate, snapshot = _candidate_and_snapshot(request)
    choices = ConsentForm(candidate, or_404(snapshot), request.GET)
    if not choices.is_valid():
        return redirect("candidate:consent")
    if can_give_consent(request.user, candidate):
        return redirect(_with_choices("candidate:consent_look", choices))
    address = consent_code_address(candidate, asked_by=request.user)
    if address is None:
        return render(request, "candidate/consent_on_paper.html", {"choices": choices})
    form = ConsentCodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with errors_in(form):
            if publish_cv_with_code(
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


def _refused(candidate: Candidate) -> str:
    if pending_consent_code_of(candidate):
        return _(
            "Ce n’est pas le bon code. Regardez le dernier message reçu et recommencez."
        )
    return _("Ce code ne sert plus. Demandez-en un autre, plus bas.")


def _language(candidate: Candidate) -> str:
    """The consent text is shown, and recorded, in the language of the page."""
    return consent_versions.consent_language_for(get_language() or candidate.language)


@reads(is_candidate, by_card=True)
def consent_image(request: SignedInRequest) -> HttpResponse:
    return HttpResponse(
        preview_jpeg(_preview(request), get_language() or "fr"),
        content_type="image/jpeg",
    )


@reads(is_candidate, by_card=True)
def consent_pdf(request: SignedInRequest) -> HttpResponse:
    return HttpResponse(cv_pdf(_preview(request)), content_type="application/pdf")


@reads(is_candidate, by_card=True)
def consent_photo(request: SignedInRequest) -> HttpResponse:
    data = public_photo_bytes(_preview(request), small=True)
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/jpeg")


@writes(is_candidate, show=False, by_card=True)
def renew(request: SignedInRequest) -> HttpResponse:
    candidate, snapshot = _candidate_and_snapshot(request)
    if not can_give_consent(request.user, candidate):
        return _renew_by_code(request, candidate, snapshot)
    renew_publication(
        candidate,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language=_language(candidate),
        by=request.user,
    )
    messages.success(request, _("C’est noté, pour six mois de plus."))
    return redirect("candidate:home")


def _renew_by_code(
    request: SignedInRequest, candidate: Candidate, snapshot: Snapshot
) -> HttpResponse:
    """Send a code for the choices of the current grant.

    When the choices or the CV changed since, the candidate looks and chooses again.
    """
    grant = live_grant_of(candidate)
    if grant is None or cv_visibility_of(candidate).has_newer_version:
        return redirect("candidate:consent")
    current_choices = urlencode(
        {
            "fields": grant.fields,
            "channels": grant.channels,
            "translations": grant.shown_translations,
        },
        doseq=True,
    )
    form = ConsentForm(candidate, snapshot, QueryDict(current_choices))
    if form.is_valid():
        with errors_in(form):
            return _send_code(request, candidate, snapshot, form)
    messages.error(
        request,
        " ".join(str(error) for error in form.non_field_errors()) or _choose_again(),
    )
    return redirect("candidate:consent")


def _choose_again() -> str:
    return _("Votre CV a changé. Choisissez à nouveau ce que vous montrez.")


@writes(is_candidate, by_card=True)
def withdraw(request: SignedInRequest) -> HttpResponse:
    candidate, _snapshot = _candidate_and_snapshot(request)
    if request.method == "POST":
        withdraw_cv(candidate, by=request.user)
        return redirect("candidate:withdrawn")
    return render(
        request,
        "candidate/withdraw.html",
        {"visibility": cv_visibility_of(candidate)},
    )


@writes(is_candidate, show=False, by_card=True)
def deny(request: SignedInRequest) -> HttpResponse:
    candidate, _snapshot = _candidate_and_snapshot(request)
    deny_latest_consent(candidate, by=request.user)
    messages.success(
        request, _("Votre CV n’est pas visible. L’équipe le sait, et vous appelle.")
    )
    return redirect("candidate:home")


@reads(is_candidate, by_card=True)
def withdrawn(request: SignedInRequest) -> HttpResponse:
    candidate, _snapshot = _candidate_and_snapshot(request)
    visibility = cv_visibility_of(candidate)
    if visibility.state == "visible" or not visibility.code:
        return redirect("candidate:withdraw")
    return render(request, "candidate/withdrawn.html", {"visibility": visibility})
