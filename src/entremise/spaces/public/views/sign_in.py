"""Sign in with a code that is sent, with a printed card, or with a link made on the machine.

The pages never tell whether an account exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import translate_url
from django.utils.http import urlencode

from entremise.foundation.accounts import queries, sessions
from entremise.foundation.accounts.actions.own_secrets import sign_in_with_own_secret
from entremise.foundation.accounts.actions.signing_in import (
    check_sign_in_code,
    request_sign_in_code,
    sign_in_with_card,
    sign_in_with_entry_link,
)
from entremise.foundation.accounts.enums import CredentialCheck, SignInMethod
from entremise.foundation.accounts.validators import ContactAddress
from entremise.foundation.kit.links import path_to
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import anyone, writes
from entremise.foundation.web.rate_limits import client_network
from entremise.foundation.web.shortcuts import safe_next_url
from entremise.spaces.public.forms.account import (
    LoginCardForm,
    SignInCodeForm,
    SignInForm,
    SignInLinkForm,
)

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import LoginCard

AWAITED_CODE_KEY, SENT_TO_KEY = "awaited_code", "code_sent_to"
HOUR = "3600"


@writes(anyone)
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST" and request.user.is_authenticated:
        return redirect(safe_next_url(request, path_to("my_space")))
    form = SignInForm(request.POST or None)
    if form.is_valid() and (sent := _send_code(request, form.cleaned_data["address"])):
        return sent
    if form.is_bound and form.is_valid():
        return _too_many_attempts(request, "public/account/sign_in.html", form)
    return render(
        request,
        "public/account/sign_in.html",
        {"form": form, "next": safe_next_url(request, "")},
    )


@writes(anyone, show=False)
def resend_code(request: HttpRequest) -> HttpResponse:
    if SENT_TO_KEY not in request.session:
        return redirect("public:sign_in")
    sent = _send_code(request, ContactAddress(*request.session[SENT_TO_KEY]))
    return sent or _too_many_attempts(
        request, "public/account/code.html", SignInCodeForm({})
    )


def _send_code(request: HttpRequest, to: ContactAddress) -> HttpResponse | None:
    awaited = request_sign_in_code(to, network=client_network(request))
    if awaited is None:
        return None
    request.session[AWAITED_CODE_KEY], request.session[SENT_TO_KEY] = (
        awaited.code,
        list(to),
    )
    return redirect(_with_next(request, "public:code"))


@writes(anyone)
def code(request: HttpRequest) -> HttpResponse:
    if AWAITED_CODE_KEY not in request.session:
        return redirect("public:sign_in")
    form = SignInCodeForm(request.POST or None)
    over = False
    if form.is_valid():
        answer, person = check_sign_in_code(
            request.session[AWAITED_CODE_KEY],
            form.cleaned_data["code"],
            network=client_network(request),
        )
        if person is not None:
            return _sign_in_and_redirect(request, person, SignInMethod.CODE, form)
        if answer == CredentialCheck.TOO_MANY:
            return _too_many_attempts(request, "public/account/code.html", form)
        over = answer == CredentialCheck.EXPIRED
        form.add_error("code", _code_refused(over))
    return render(
        request, "public/account/code.html", _code_page(request, form) | {"over": over}
    )


def _code_refused(over: bool) -> str:
    if over:
        return _(
            "Ce code ne sert plus : trop ancien, remplacé, ou essayé trop de fois. Demandez un"
            " nouveau code."
        )
    return _(
        "Ce n’est pas le bon code. Regardez le dernier message reçu et recommencez."
    )


def _code_page(request: HttpRequest, form: Form) -> dict[str, object]:
    to = ContactAddress(*request.session.get(SENT_TO_KEY, ("email", "")))
    masked = (
        queries.masked_email(to.value)
        if to.channel == "email"
        else queries.masked_phone(to.value)
    )
    return {
        "form": form,
        "to": masked,
        "channel": to.channel,
        "next": safe_next_url(request, ""),
        "over": False,
    }


@writes(anyone)
def login_card(request: HttpRequest) -> HttpResponse:
    form = LoginCardForm(request.POST or None)
    if form.is_valid() and form.cleaned_data["secret"]:
        return _enter_with_secret(request, form)
    if form.is_valid():
        answer, card = sign_in_with_card(
            code=form.cleaned_data["code"], network=client_network(request)
        )
        if card is not None:
            return _sign_in_and_redirect(
                request, card.user, SignInMethod.CARD, form, card=card
            )
        if answer == CredentialCheck.TOO_MANY:
            return _too_many_attempts(request, "public/account/card.html", form)
        # A card that was used and one that never existed read the same: the code is short
        # enough to be tried.
        form.add_error(
            "code",
            _(
                "Cette carte n’ouvre rien. Vérifiez chaque lettre, ou demandez une nouvelle carte."
            ),
        )
    return render(request, "public/account/card.html", {"form": form, "next": ""})


def _enter_with_secret(request: HttpRequest, form: LoginCardForm) -> HttpResponse:
    """The number of a card and the secret of its owner: the session is theirs."""
    answer, person = sign_in_with_own_secret(
        form.cleaned_data["code"],
        form.cleaned_data["secret"],
        network=client_network(request),
    )
    if person is not None:
        return _sign_in_and_redirect(request, person, SignInMethod.SECRET, form)
    form.add_error(
        "secret" if answer == CredentialCheck.WAITING else None,
        {
            CredentialCheck.WAITING: _(
                "C’est le bon secret. L’équipe doit d’abord vous voir une fois : allez la voir."
            ),
            CredentialCheck.TOO_MANY: _(
                "Il y a eu trop d’essais. Attendez une heure, ou demandez à l’équipe."
            ),
        }.get(answer, _("La carte et les chiffres ne vont pas ensemble. Recommencez.")),
    )
    return render(
        request,
        "public/account/card.html",
        {"form": form, "next": ""},
        status=429 if answer == CredentialCheck.TOO_MANY else 200,
    )


@writes(anyone)
def card_link(request: HttpRequest, link: str) -> HttpResponse:
    """The page of the QR code of a card.

    Opening it does not use the card: phones and messengers fetch links by themselves.
    """
    form = SignInLinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer, card = sign_in_with_card(link=link, network=client_network(request))
        if card is not None:
            return _sign_in_and_redirect(
                request, card.user, SignInMethod.CARD, form, card=card
            )
    else:
        answer = queries.card_link_state(link)
    page = {
        "form": form,
        "usable": answer == CredentialCheck.RIGHT,
        "used": answer == CredentialCheck.EXPIRED,
    }
    # The referrer stays within our own pages (same-origin, as everywhere): with
    # "no-referrer" browsers would send the form with an empty origin, which is refused.
    return render(
        request,
        "public/account/card_link.html",
        page,
        status=200 if page["usable"] else 410,
    )


@writes(anyone)
def entry_link(request: HttpRequest, link: str) -> HttpResponse:
    """The page of a link made on the machine; opening it does not use the link."""
    form = SignInLinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        answer, person = sign_in_with_entry_link(link, network=client_network(request))
        if person is not None:
            return _sign_in_and_redirect(request, person, SignInMethod.LINK, form)
        if answer == CredentialCheck.TOO_MANY:
            return render(request, "kit/too_many.html", status=429)
    else:
        answer = queries.entry_link_state(link)
    page = {
        "form": form,
        "usable": answer == CredentialCheck.RIGHT,
        "used": answer == CredentialCheck.EXPIRED,
    }
    return render(
        request,
        "public/account/entry_link.html",
        page,
        status=200 if page["usable"] else 410,
    )


def _sign_in_and_redirect(
    request: HttpRequest,
    person: object,
    method: SignInMethod,
    form: Form,
    *,
    card: LoginCard | None = None,
) -> HttpResponse:
    """Open the session and go to the page the user wanted, in their language."""
    request.session.pop(AWAITED_CODE_KEY, None)
    request.session.pop(SENT_TO_KEY, None)
    row = sessions.sign_in(
        request,
        person,  # type: ignore[arg-type]
        method=method,
        shared=form.cleaned_data["shared"],
        card=card,
    )
    return redirect(
        translate_url(safe_next_url(request, path_to("my_space")), row.user.language)
    )


def _too_many_attempts(request: HttpRequest, template: str, form: Form) -> HttpResponse:
    form.errors.clear()
    form.add_error(
        None,
        _(
            "Il y a eu trop d’essais. Attendez une heure, ou demandez une carte à votre coach ou à"
            " l’équipe."
        ),
    )
    page = (
        _code_page(request, form)
        if AWAITED_CODE_KEY in request.session
        else {"form": form, "next": safe_next_url(request, "")}
    )
    response = render(request, template, page, status=429)
    response.headers["Retry-After"] = HOUR
    return response


def _with_next(request: HttpRequest, name: str) -> str:
    target = safe_next_url(request, "")
    url = redirect(name).url
    return f"{url}?{urlencode({'next': target})}" if target else url
