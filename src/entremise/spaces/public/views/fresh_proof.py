"""Prove again that it is you, before a page that gives much: roles, factors, exports.

The page also answers in the place of a form that was sent too late: it holds what was
typed, and its code is sent with it to the form's own address (``AccountMiddleware``).
"""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts import queries, sessions
from entremise.foundation.accounts.actions.second_factor import (
    check_passkey,
    check_second_factor,
)
from entremise.foundation.accounts.actions.signing_in import (
    check_fresh_proof_code,
    request_fresh_proof_code,
)
from entremise.foundation.accounts.credentials import passkeys
from entremise.foundation.accounts.enums import CredentialCheck, FactorKind
from entremise.foundation.accounts.rules import has_signed_in_by_card
from entremise.foundation.kit.links import path_to
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import is_signed_in, writes
from entremise.foundation.web.rate_limits import client_network
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import safe_next_url
from entremise.spaces.public.forms.account import SecondFactorForm, SentCodeForm

from .second_factor import PROOF_STATE_KEY

SENT_CODE_KEY = "fresh_proof_code"
# The names of this page's own fields; everything else was typed in the form it stands for.
OWN_PREFIX = "proof-"
APP_PREFIX, SENT_PREFIX = "proof-app", "proof-sent"
SEND_BUTTON, CREDENTIAL_FIELD = "proof-send", "proof-credential"
NOT_KEPT = ("csrfmiddlewaretoken",)


@writes(is_signed_in)
def fresh_proof(request: SignedInRequest) -> HttpResponse:
    if _is_its_own_address(request) and sessions.has_fresh_proof(request):
        return _passed(request)
    if request.method != "POST" or has_signed_in_by_card(request.user):
        return _page(request)
    if SEND_BUTTON in request.POST:
        return _send_code(request)
    if CREDENTIAL_FIELD in request.POST:
        return _check_passkey(request)
    if f"{SENT_PREFIX}-code" in request.POST:
        return _check_sent_code(request)
    if f"{APP_PREFIX}-code" in request.POST:
        return _check_app_code(request)
    return _page(request)


def _check_passkey(request: SignedInRequest) -> HttpResponse:
    state = request.session.pop(PROOF_STATE_KEY, None)
    signed = request.POST[CREDENTIAL_FIELD]
    answer = CredentialCheck.WRONG
    if state and signed:
        answer = check_passkey(request.user, state=state, response=signed)
    return _answer(request, _app_form({}), answer)


def _check_app_code(request: SignedInRequest) -> HttpResponse:
    form = _app_form(request.POST)
    if not form.is_valid():
        return _page(request, app=form)
    answer = check_second_factor(request.user, form.cleaned_data["code"])
    return _answer(request, form, answer)


def _send_code(request: SignedInRequest) -> HttpResponse:
    row = request_fresh_proof_code(
        request.user, by=request.user, network=client_network(request)
    )
    if row is None:
        return _refused(request, _app_form({}), CredentialCheck.TOO_MANY)
    request.session[SENT_CODE_KEY] = row.code
    return _page(request)


def _check_sent_code(request: SignedInRequest) -> HttpResponse:
    form = _sent_form(request.POST)
    if not form.is_valid():
        return _page(request, sent=form)
    answer = check_fresh_proof_code(
        request.user,
        reference=request.session.get(SENT_CODE_KEY, ""),
        typed=form.cleaned_data["code"],
        network=client_network(request),
    )
    if answer in (CredentialCheck.RIGHT, CredentialCheck.EXPIRED):
        request.session.pop(SENT_CODE_KEY, None)
    return _answer(request, form, answer)


def _answer(
    request: SignedInRequest, form: Form, answer: CredentialCheck
) -> HttpResponse:
    if answer != CredentialCheck.RIGHT:
        return _refused(request, form, answer)
    sessions.mark_freshly_proved(request)
    return _passed(request)


def _passed(request: SignedInRequest) -> HttpResponse:
    if not _is_its_own_address(request):
        return HttpResponse(
            status=204
        )  # the form that was sent goes on to its own view
    return redirect(safe_next_url(request, path_to("my_space")))


def _refused(
    request: SignedInRequest, form: Form, answer: CredentialCheck
) -> HttpResponse:
    form.errors.clear()
    form.add_error(None, _refusal(form, answer))
    status = 429 if answer == CredentialCheck.TOO_MANY else 0
    if form.prefix == SENT_PREFIX and answer != CredentialCheck.EXPIRED:
        return _page(request, sent=form, status=status)
    return _page(request, app=form, status=status)


def _refusal(form: Form, answer: CredentialCheck) -> str:
    if answer == CredentialCheck.TOO_MANY:
        return _("Il y a eu trop d’essais. Attendez un quart d’heure.")
    if answer == CredentialCheck.EXPIRED:
        return _(
            "Ce code ne sert plus : trop ancien, remplacé, ou essayé trop de fois. Demandez un"
            " nouveau code."
        )
    if form.prefix == SENT_PREFIX:
        return _(
            "Ce n’est pas le bon code. Regardez le dernier message reçu et recommencez."
        )
    return _(
        "Cela n’a pas marché. Attendez le code suivant, ou prenez un code de secours."
    )


def _page(
    request: SignedInRequest,
    *,
    app: Form | None = None,
    sent: Form | None = None,
    status: int = 0,
) -> HttpResponse:
    own = _is_its_own_address(request)
    kinds = {factor.kind for factor in queries.second_factors_of(request.user)}
    is_sent = queries.is_code_pending(request.session.get(SENT_CODE_KEY, ""))
    context = {
        "by_card": has_signed_in_by_card(request.user),
        "minutes": sessions.FRESH_PROOF_MINUTES,
        "app_form": (app or _app_form()) if FactorKind.APP in kinds or app else None,
        "sent_form": (sent or _sent_form()) if is_sent else None,
        "passkey": FactorKind.PASSKEY in kinds and passkeys.can_use_passkeys(),
        "address": queries.masked_address_of(request.user),
        "kept": [] if own else _kept_fields(request),
        "form_page": "" if own else _page_of_the_form(request),
        "lost_files": not own and bool(request.FILES),
        "send_button": SEND_BUTTON,
        "credential_field": CREDENTIAL_FIELD,
        "next": safe_next_url(request, "") if own else "",
    }
    if not status:
        status = 200 if own else 403
    return render(request, "public/account/fresh_proof.html", context, status=status)


def _is_its_own_address(request: SignedInRequest) -> bool:
    """False when the page answers in the place of a form."""
    match = request.resolver_match
    return match is not None and match.view_name == "public:fresh_proof"


def _page_of_the_form(request: SignedInRequest) -> str:
    """Where to go on when the answer was a file, which leaves this page on screen."""
    match = request.resolver_match
    shows = match is not None and "GET" in getattr(match.func, "methods", ())
    return request.get_full_path() if shows else ""


def _kept_fields(request: SignedInRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not name.startswith(OWN_PREFIX) and name not in NOT_KEPT
        for value in values
    ]


def _app_form(data: Mapping[str, Any] | None = None) -> SecondFactorForm:
    return SecondFactorForm(data, prefix=APP_PREFIX)


def _sent_form(data: Mapping[str, Any] | None = None) -> SentCodeForm:
    return SentCodeForm(data, prefix=SENT_PREFIX)
