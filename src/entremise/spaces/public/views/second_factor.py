"""The second factor of staff: pass it, set it up, replace it."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts import queries, sessions
from entremise.foundation.accounts.actions import second_factor as factor_actions
from entremise.foundation.accounts.credentials import passkeys
from entremise.foundation.accounts.enums import CredentialCheck
from entremise.foundation.accounts.middleware import allow_before_second_factor
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.links import path_to
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import is_signed_in, reads, writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404, safe_next_url
from entremise.spaces.public.forms.account import (
    AuthenticatorAppForm,
    PasskeyForm,
    SecondFactorForm,
)

PASSKEY_STATE_KEY = "passkey_state"
PROOF_STATE_KEY = "proof_passkey_state"  # apart: a key may be proved while one is added


def _must_pass_factor_first(request: SignedInRequest) -> bool:
    """The user has factors and this session has not passed one: they cannot be changed yet."""
    return not sessions.has_passed_second_factor(request) and bool(
        queries.second_factors_of(request.user)
    )


def _staff_only(request: SignedInRequest) -> None:
    """404 for others, who are never asked for a second factor."""
    if not sessions.is_staff_session(request):
        raise Http404


@writes(is_signed_in)
@allow_before_second_factor
def second_factor(request: SignedInRequest) -> HttpResponse:
    if not _must_pass_factor_first(request):
        return redirect("public:factors")
    form = SecondFactorForm(request.POST or None)
    if not form.is_valid():
        return _show(request, form)
    answer = factor_actions.check_second_factor(request.user, form.cleaned_data["code"])
    return (
        _passed(request)
        if answer == CredentialCheck.RIGHT
        else _refused(request, form, answer)
    )


@writes(is_signed_in, show=False)
@allow_before_second_factor
def check_passkey(request: SignedInRequest) -> HttpResponse:
    form = PasskeyForm(request.POST)
    state = request.session.pop(PASSKEY_STATE_KEY, None)
    answer = CredentialCheck.WRONG
    if form.is_valid() and state:
        answer = factor_actions.check_passkey(
            request.user, state=state, response=form.cleaned_data["credential"]
        )
    return (
        _passed(request)
        if answer == CredentialCheck.RIGHT
        else _refused(request, SecondFactorForm({"code": ""}), answer)
    )


def _show(
    request: SignedInRequest, form: SecondFactorForm, status: int = 200
) -> HttpResponse:
    kinds = {factor.kind for factor in queries.second_factors_of(request.user)}
    page = {
        "form": form,
        "kinds": kinds,
        "passkey": "passkey" in kinds and passkeys.can_use_passkeys(),
        "refused": "",
    }
    return render(
        request,
        "public/account/second_factor.html",
        page | {"next": safe_next_url(request, "")},
        status=status,
    )


def _refused(
    request: SignedInRequest, form: SecondFactorForm, answer: CredentialCheck
) -> HttpResponse:
    form.errors.clear()
    if answer == CredentialCheck.TOO_MANY:
        form.add_error(None, _("Il y a eu trop d’essais. Attendez un quart d’heure."))
        return _show(request, form, status=429)
    form.add_error(
        None,
        _(
            "Cela n’a pas marché. Attendez le code suivant, ou prenez un code de secours."
        ),
    )
    return _show(request, form)


def _passed(request: SignedInRequest) -> HttpResponse:
    sessions.mark_second_factor_passed(request.session)
    return redirect(safe_next_url(request, path_to("my_space")))


@reads(is_signed_in, fresh_proof=is_staff)
@allow_before_second_factor
def factors(request: SignedInRequest) -> HttpResponse:
    """The factors of the user, and those they can add."""
    _staff_only(request)
    if _must_pass_factor_first(request):
        return redirect("public:second_factor")
    page = {
        "factors": queries.second_factors_of(request.user),
        "first": sessions.is_awaiting_second_factor(request),
        "passkeys": passkeys.can_use_passkeys(),
        "host": passkeys.host_of_site(),
        "passkey_form": PasskeyForm(),
        "recovery_codes_left": queries.recovery_codes_left_count(request.user),
    }
    return render(request, "public/account/factors.html", page)


@writes(is_signed_in, show=False, fresh_proof=is_staff)
@allow_before_second_factor
def begin_app(request: SignedInRequest) -> HttpResponse:
    _staff_only(request)
    if _must_pass_factor_first(request):
        return redirect("public:second_factor")
    factor_actions.add_authenticator_app(request.user, by=request.user)
    return redirect("public:add_app")


@writes(is_signed_in, fresh_proof=is_staff)
@allow_before_second_factor
def add_app(request: SignedInRequest) -> HttpResponse:
    factor = queries.unconfirmed_authenticator_app(request.user)
    if _must_pass_factor_first(request) or factor is None:
        return redirect("public:factors")
    form = AuthenticatorAppForm(request.POST or None)
    if form.is_valid():
        new_codes = factor_actions.confirm_authenticator_app(
            factor, form.cleaned_data["code"], by=request.user
        )
        if new_codes is not None:
            return _added(request, new_codes)
        form.add_error(
            "code",
            _(
                "Ce n’est pas le bon code. Attendez que l’application en montre un nouveau."
            ),
        )
    secret, address = queries.authenticator_setup(factor)
    return render(
        request,
        "public/account/add_app.html",
        {"form": form, "secret": secret, "address": address},
    )


@writes(is_signed_in, show=False)
@allow_before_second_factor
def passkey_options(request: SignedInRequest, purpose: str) -> HttpResponse:
    """Options for the browser's script. ``purpose``: add, check or prove."""
    _staff_only(request)
    if purpose == "add" and _must_pass_factor_first(request):
        return JsonResponse({}, status=403)
    if purpose == "add":
        options, state = factor_actions.begin_passkey_registration(
            request.user, by=request.user
        )
    else:
        options, state = factor_actions.begin_passkey_check(request.user)
    key = PROOF_STATE_KEY if purpose == "prove" else PASSKEY_STATE_KEY
    request.session[key] = state
    return JsonResponse(options)


@writes(is_signed_in, show=False, fresh_proof=is_staff)
@allow_before_second_factor
def add_passkey(request: SignedInRequest) -> HttpResponse:
    if _must_pass_factor_first(request):
        return redirect("public:second_factor")
    form = PasskeyForm(request.POST)
    state = request.session.pop(PASSKEY_STATE_KEY, None)
    new_codes = None
    if form.is_valid() and state:
        new_codes = factor_actions.add_passkey(
            request.user,
            state=state,
            response=form.cleaned_data["credential"],
            name=form.cleaned_data["name"],
            by=request.user,
        )
    if new_codes is None:
        return render(request, "public/account/passkey_refused.html", status=409)
    return _added(request, new_codes)


def _added(request: SignedInRequest, new_codes: list[str]) -> HttpResponse:
    """The session has passed the factor that was just proved.

    Recovery codes are shown this once.
    """
    if not sessions.has_passed_second_factor(request):
        sessions.mark_second_factor_passed(request.session)
    if not new_codes:
        return redirect("public:factors")
    return render(
        request,
        "public/account/recovery_codes.html",
        {"codes": [f"{c[:5]} {c[5:]}" for c in new_codes]},
    )


@writes(is_signed_in, show=False, fresh_proof=is_staff)
@allow_before_second_factor
def remove_factor(request: SignedInRequest, code: str) -> HttpResponse:
    if _must_pass_factor_first(request):
        return redirect("public:second_factor")
    factor_actions.remove_second_factor(
        or_404(queries.second_factor_for(request.user, code)), by=request.user
    )
    return redirect("public:factors")


@writes(is_signed_in, show=False, fresh_proof=is_staff)
@allow_before_second_factor
def new_recovery_codes(request: SignedInRequest) -> HttpResponse:
    if _must_pass_factor_first(request) or not queries.second_factors_of(request.user):
        return redirect("public:second_factor")
    return _added(
        request, factor_actions.renew_recovery_codes(request.user, by=request.user)
    )
