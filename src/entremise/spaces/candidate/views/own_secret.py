"""Six digits of one's own, for who has neither e-mail nor telephone."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from entremise.candidates.rules import is_candidate
from entremise.foundation.accounts.actions.own_secrets import choose_own_secret
from entremise.foundation.accounts.queries import own_secret_of
from entremise.foundation.accounts.rules import can_choose_own_secret
from entremise.foundation.accounts.sessions import session_of
from entremise.foundation.accounts.validators import extract_digits
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.web.decorators import writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import errors_in

_WIDGET = {"autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}


class OwnSecretForm(forms.Form):
    digits = forms.CharField(
        label=gettext_lazy("Mes 6 chiffres"),
        max_length=20,
        widget=forms.PasswordInput(attrs=_WIDGET),
    )
    again = forms.CharField(
        label=gettext_lazy("Encore une fois les mêmes"),
        max_length=20,
        widget=forms.PasswordInput(attrs=_WIDGET),
    )

    def clean_digits(self) -> str:
        typed = extract_digits(self.cleaned_data["digits"])
        if len(typed) != 6:
            raise forms.ValidationError(_("Il faut 6 chiffres."))
        return typed

    def clean_again(self) -> str:
        typed = extract_digits(self.cleaned_data["again"])
        if typed != self.cleaned_data.get("digits", typed):
            raise forms.ValidationError(
                _("Ce ne sont pas les mêmes chiffres. Recommencez.")
            )
        return typed


@writes(is_candidate, by_card=True)
def own_secret(request: SignedInRequest) -> HttpResponse:
    secret, session = own_secret_of(request.user), session_of(request)
    card = session.card if session else None
    if secret is None and (card is None or not can_choose_own_secret(request.user)):
        raise Http404
    form = OwnSecretForm(request.POST if request.method == "POST" else None)
    if secret is None and card is not None and form.is_valid():
        with errors_in(form):
            choose_own_secret(form.cleaned_data["digits"], card=card, by=request.user)
            messages.success(request, _("C’est gardé. Personne d’autre ne le voit."))
            return redirect("candidate:own_secret")
    return render(
        request, "candidate/own_secret.html", {"form": form, "secret": secret}
    )
