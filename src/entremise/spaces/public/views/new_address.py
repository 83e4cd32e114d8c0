"""Change the e-mail or phone number of an account; a code proves that the new one is read."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts import queries, sessions
from entremise.foundation.accounts.actions.signing_in import (
    change_contact_address,
    end_other_user_sessions,
    request_contact_change,
)
from entremise.foundation.accounts.enums import CredentialCheck
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.accounts.validators import ContactAddress
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import is_signed_in, writes
from entremise.foundation.web.rate_limits import client_network
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in
from entremise.spaces.public.forms.account import NewAddressCodeForm, NewAddressForm

NEW_ADDRESS_KEY = "new_address"


@writes(is_signed_in, fresh_proof=is_staff)
def new_address(request: SignedInRequest) -> HttpResponse:
    form = NewAddressForm(request.POST or None)
    status = 200
    if form.is_valid():
        to = form.cleaned_data["address"]
        with errors_in(form):
            if awaited := request_contact_change(
                request.user, to, by=request.user, network=client_network(request)
            ):
                request.session[NEW_ADDRESS_KEY] = [awaited.code, *to]
                return redirect("public:confirm_address")
            form.add_error(None, _("Il y a eu trop d’essais. Attendez une heure."))
            status = 429
    return render(
        request, "public/account/new_address.html", {"form": form}, status=status
    )


@writes(is_signed_in)
def confirm_address(request: SignedInRequest) -> HttpResponse:
    if NEW_ADDRESS_KEY not in request.session:
        return redirect("public:new_address")
    reference, *parts = request.session[NEW_ADDRESS_KEY]
    to = ContactAddress(*parts)
    form = NewAddressCodeForm(request.POST or None)
    if form.is_valid():
        answer = change_contact_address(
            request.user,
            to,
            reference=reference,
            typed=form.cleaned_data["code"],
            by=request.user,
            network=client_network(request),
        )
        if answer == CredentialCheck.RIGHT:
            return _changed(request)
        form.add_error("code", _refused(answer))
    masked = (
        queries.masked_email(to.value)
        if to.channel == "email"
        else queries.masked_phone(to.value)
    )
    return render(
        request, "public/account/confirm_address.html", {"form": form, "to": masked}
    )


def _changed(request: SignedInRequest) -> HttpResponse:
    del request.session[NEW_ADDRESS_KEY]
    end_other_user_sessions(
        request.user, by=request.user, except_session=sessions.session_of(request)
    )
    messages.success(request, _("C’est noté. Vos autres appareils sont déconnectés."))
    return redirect("public:account")


def _refused(answer: CredentialCheck) -> str:
    if answer == CredentialCheck.WRONG:
        return _(
            "Ce n’est pas le bon code. Regardez le dernier message reçu et recommencez."
        )
    return _(
        "Ce code ne sert plus : trop ancien, remplacé, ou essayé trop de fois. Demandez un nouveau"
        " code."
    )
