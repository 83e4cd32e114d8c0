"""To whom a trial is sent."""

from typing import Any

from django import forms

from entremise.foundation.accounts.validators import parse_phone_number
from entremise.foundation.kit.forms import EmailField, PhoneField
from entremise.foundation.kit.text import gettext as _, gettext_lazy


class MailTrialForm(forms.Form):
    prefix = "mail"
    to = EmailField(label=gettext_lazy("Envoyer un e-mail d’essai à"))


class SMSTrialForm(forms.Form):
    prefix = "sms"
    to = PhoneField(label=gettext_lazy("Envoyer un SMS d’essai au"))

    def clean_to(self) -> Any:
        number = parse_phone_number(self.cleaned_data["to"])
        if number is None:
            raise forms.ValidationError(_("Écrivez un numéro de téléphone entier."))
        return number
