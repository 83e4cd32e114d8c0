"""Forms of supporters: preferences of their digest, and subscription."""

from typing import Any

from django import forms

from entremise.candidates.enums import JobFamily
from entremise.foundation.accounts.queries import open_zones
from entremise.foundation.kit.forms import EmailField, LineField
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.sharing.enums import DigestFrequency

from .honeypot import HoneypotForm


class SupporterPreferencesForm(HoneypotForm):
    first_name = LineField(
        label=_("Votre prénom"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    zones = forms.ModelMultipleChoiceField(
        label=_("Où connaissez-vous du monde ?"),
        queryset=None,
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Rien de coché : partout."),
    )
    families = forms.MultipleChoiceField(
        label=_("Dans quels métiers ?"),
        choices=JobFamily.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Rien de coché : tous les métiers."),
    )
    every_days = forms.TypedChoiceField(
        label=_("Combien de fois voulez-vous nous lire ?"),
        choices=DigestFrequency.choices,
        coerce=int,
        initial=DigestFrequency.MONTH,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zones"].queryset = open_zones()  # type: ignore[attr-defined]

    def preferences(self) -> dict[str, Any]:
        """The values of the form, without the honeypot."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name != "home_page"
        }


class SupporterForm(SupporterPreferencesForm):
    email = EmailField(label=_("Votre e-mail"))

    field_order = ("email", "first_name", "zones", "every_days", "families")
