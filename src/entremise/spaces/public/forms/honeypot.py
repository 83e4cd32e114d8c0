"""The hidden field of public forms, which finds robots."""

from typing import Any

from django import forms

from entremise.foundation.kit.text import gettext_lazy as _


class HoneypotForm(forms.Form):
    """A form with a hidden field, which only robots and rare browsers fill. See ``views.spam``."""

    home_page = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
        label=_("Laissez vide"),
    )

    @property
    def is_filled_by_robot(self) -> bool:
        return bool(self.data.get("home_page"))

    def shown_fields(self) -> list[Any]:
        return [field for field in self.visible_fields() if field.name != "home_page"]
