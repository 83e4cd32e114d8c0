"""Changing the address one signs in with: a code proves that the new one is read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from entremise.foundation.accounts import actions, queries, sessions
from entremise.foundation.accounts.enums import Answer
from entremise.foundation.accounts.validators import Address
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.rate_limits import network_of
from entremise.foundation.web.views import errors_in, signed_in, writes
from entremise.spaces.public.forms.account import NewAddressCodeForm, NewAddressForm

KEY = "new_address"


@writes(signed_in)
def new_address(request: HttpRequest) -> HttpResponse:
    form = NewAddressForm(request.POST or None)
    status = 200
    if form.is_valid():
        to = form.cleaned_data["address"]
        with errors_in(form):
            if awaited := actions.ask_to_change_address(
                request.user, to, by=request.user, network=network_of(request)
            ):
                request.session[KEY] = [awaited.code, *to]
                return redirect("public:confirm_address")
            form.add_error(None, _("Il y a eu trop d’essais. Attendez une heure."))
            status = 429
    return render(
        request, "public/account/new_address.html", {"form": form}, status=status
    )


@writes(signed_in)
def confirm_address(request: HttpRequest) -> HttpResponse:
    if KEY not in request.session:
        return redirect("public:new_address")
    reference, *parts = request.session[KEY]
    to = Address(*parts)
    form = NewAddressCodeForm(request.POST or None)
    if form.is_valid():
        answer = actions.change_address(
            request.user,
            to,
            reference=reference,
            typed=form.cleaned_data["code"],
            by=request.user,
            network=network_of(request),
        )
        if answer == Answer.RIGHT:
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


def _changed(request: HttpRequest) -> HttpResponse:
    del request.session[KEY]
    actions.end_other_sign_ins(
        request.user, by=request.user, but=sessions.row_of(request)
    )
    messages.success(request, _("C’est noté. Vos autres appareils sont déconnectés."))
    return redirect("public:account")


def _refused(answer: Answer) -> str:
    if answer == Answer.WRONG:
        return _(
            "Ce n’est pas le bon code. Regardez le dernier message reçu et recommencez."
        )
    return _(
        "Ce code ne sert plus : trop ancien, remplacé, ou essayé trop de fois. Demandez un nouveau code."
    )
