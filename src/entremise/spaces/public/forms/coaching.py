"""The form to offer to coach."""

from typing import Any

from django import forms

from entremise.foundation.accounts.queries import open_zones
from entremise.foundation.accounts.validators import (
    number_among_words,
    parse_phone_number,
)
from entremise.foundation.kit.forms import (
    EmailField,
    LineField,
    PhoneField,
    TextField,
    set_rows,
)
from entremise.foundation.kit.text import gettext as _now, gettext_lazy as _


class CoachApplicationForm(forms.Form):
    first_name = LineField(
        label=_("Votre prénom"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = LineField(
        label=_("Votre nom"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = EmailField(label=_("Votre adresse e-mail"))
    phone = PhoneField(
        label=_("Votre téléphone"),
        required=False,
        help_text=_("Pour que l’équipe vous appelle plus vite."),
    )
    zone: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Où pouvez-vous voir quelqu’un chaque semaine ?"),
        queryset=None,
        to_field_name="slug",
        empty_label=_("Choisissez un territoire"),
    )
    languages = LineField(
        label=_("Les langues que vous parlez"),
        max_length=120,
        required=False,
        help_text=_("Par exemple : arabe, anglais."),
    )
    about = TextField(
        label=_("Votre métier, et ce qui vous donne envie"),
        max_length=2000,
        rows=5,
        help_text=_("Quelques phrases suffisent."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_rows(self, "zone", open_zones())

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"]
        number = parse_phone_number(typed) if typed else ""
        if number is None:
            raise forms.ValidationError(
                number_among_words(typed)
                or _now("Ce numéro ne semble pas complet. Vérifiez, ou laissez vide.")
            )
        return number
