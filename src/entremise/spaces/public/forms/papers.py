"""The form to be told when a copied CV is out of date."""

from django import forms

from entremise.foundation.kit.forms import EmailField
from entremise.foundation.kit.text import gettext_lazy as _

from .honeypot import HoneypotForm


class PDFCopyForm(HoneypotForm):
    email = EmailField(
        label=_("Votre e-mail"),
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "dir": "ltr", "inputmode": "email"}
        ),
    )
