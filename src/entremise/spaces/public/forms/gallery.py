from typing import Any

from django import forms

from entremise.foundation.kit.forms import LineField
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.sharing.queries import Choices

MOST = 100


class SearchForm(forms.Form):
    """Nothing here can be wrong: what is not understood is left out."""

    use_required_attribute = False

    q = LineField(
        label=_("Chercher quelqu’un"),
        required=False,
        max_length=MOST,
        widget=forms.TextInput(
            attrs={"type": "search", "autocomplete": "off", "placeholder": _("un métier, une langue, une ville…")}
        ),
    )
    metier = forms.ChoiceField(label=_("Métier"), required=False)
    lieu = forms.ChoiceField(label=_("Lieu"), required=False)
    langue = forms.ChoiceField(label=_("Langue parlée"), required=False)

    def __init__(self, data: Any, *, choices: Choices) -> None:
        said = data.copy()
        said["q"] = data.get("q", "").replace("\0", " ")[:MOST]
        super().__init__(said, auto_id="chercher_%s")
        self._choices("metier", _("Tous les métiers"), choices.families)
        self._choices("lieu", _("Partout"), choices.zones)
        self._choices("langue", _("Toutes les langues"), choices.languages)

    def _choices(self, name: str, everything: Any, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        said = self.cleaned_data
        return {
            "text": said.get("q", ""),
            "family": said.get("metier", ""),
            "zone": said.get("lieu", ""),
            "language": said.get("langue", ""),
        }

    @property
    def narrowed(self) -> bool:
        """A filter is on: the filters then stay open."""
        return any(self.wanted()[name] for name in ("family", "zone", "language"))
