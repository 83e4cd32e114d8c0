from typing import Any

from django import forms

from entremise.foundation.kit.forms import LineField
from entremise.foundation.kit.text import gettext
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.sharing.queries import Choices

MOST = 100
# What one may narrow by, in the address → in the index. Never a criterion of discrimination law (a test holds it).
FACETS = {
    "metier": "family",
    "lieu": "zone",
    "departement": "departement",
    "langue": "language",
    "contrat": "contract",
}
DISTANCES = (10, 25, 50)  # kilometres


class SearchForm(forms.Form):
    """Nothing here can be wrong: what is not understood is left out."""

    use_required_attribute = False

    q = LineField(
        label=_("Chercher quelqu’un"),
        required=False,
        max_length=MOST,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "list": "mots",
                "placeholder": _("un métier, une langue, une ville…"),
            }
        ),
    )
    metier = forms.ChoiceField(label=_("Métier"), required=False)
    lieu = forms.ChoiceField(label=_("Lieu"), required=False)
    autour = forms.ChoiceField(label=_("Autour du lieu"), required=False)
    langue = forms.ChoiceField(label=_("Langue parlée"), required=False)
    contrat = forms.ChoiceField(label=_("Contrat"), required=False)
    departement = forms.ChoiceField(label=_("Département"), required=False)
    exact = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, choices: Choices) -> None:
        said = data.copy()
        said["q"] = data.get("q", "").replace("\0", " ")[:MOST]
        super().__init__(said, auto_id="chercher_%s")
        self._choices("metier", _("Tous les métiers"), choices.families)
        self._choices("lieu", _("Partout"), choices.zones)
        self._choices("autour", _("Les plus proches d’abord"), distances())
        self._choices("langue", _("Toutes les langues"), choices.languages)
        self._choices("contrat", _("Tous les contrats"), choices.contracts)
        self._choices("departement", _("Tous les départements"), choices.departements)

    def _choices(self, name: str, everything: Any, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]

    @property
    def around(self) -> int:
        """Nobody farther than so many kilometres of the place; 0 when it was not asked."""
        self.is_valid()
        return int(self.cleaned_data.get("autour") or 0)

    def chosen(self) -> dict[str, str]:
        """Facet → value."""
        self.is_valid()
        return {facet: self.cleaned_data.get(field, "") for field, facet in FACETS.items()}

    @property
    def text(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("q", "")

    @property
    def word_for_word(self) -> bool:
        """What was typed and nothing else: no word is guessed."""
        self.is_valid()
        return bool(self.cleaned_data.get("exact"))

    @property
    def narrowed(self) -> bool:
        """A filter is on: the filters then stay open."""
        return bool(any(self.chosen().values()) or self.around)


def distances() -> list[tuple[str, str]]:
    return [(str(km), gettext("À moins de %(km)s km") % {"km": km}) for km in DISTANCES]
