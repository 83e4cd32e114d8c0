"""Parameters of the pages shown on other sites."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from entremise.candidates.enums import JobFamily
from entremise.foundation.accounts.queries import open_zones
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.gallery.queries.people import FacetChoices
from entremise.sharing.queries.partners import MAX_CARDS, PartnerRequest

MAX_VALUE_LENGTH = 40


def embed_filters_in(data: QueryDict) -> PartnerRequest:
    """Filters of an embed, a feed, or the gallery, whose query string names them differently."""
    zone = data.get("zone") or data.get("lieu") or ""
    family = data.get("famille") or data.get("metier") or ""
    return PartnerRequest(
        *(
            word.replace("\0", "")[:MAX_VALUE_LENGTH]
            for word in (zone, family, data.get("langue", ""))
        )
    )


def card_count_in(data: QueryDict) -> int:
    """Cards to show, from 1 to ``MAX_CARDS``; 3 without a valid number."""
    typed = data.get("nombre", "")
    return (
        min(max(int(typed), 1), MAX_CARDS)
        if typed.isdecimal() and len(typed) < 4
        else 3
    )


class EmbedForm(forms.Form):
    """Builds the code to embed. No value is an error: one that is not understood is ignored."""

    use_required_attribute = False

    zone = forms.ChoiceField(label=_("Où"), required=False)
    famille = forms.ChoiceField(label=_("Métiers"), required=False)
    langue = forms.ChoiceField(label=_("Langue parlée"), required=False)
    nombre = forms.ChoiceField(label=_("Combien de personnes"), required=False)
    ecran = forms.BooleanField(
        label=_("Pour un écran : les personnes changent toutes seules"), required=False
    )

    def __init__(self, data: QueryDict, *, choices: FacetChoices) -> None:
        super().__init__(data, auto_id="vitrine_%s", initial={"nombre": "3"})
        self._set_choices(
            "zone", _("Partout"), [(zone.slug, zone.name) for zone in open_zones()]
        )
        self._set_choices(
            "famille",
            _("Tous les métiers"),
            [(value, str(label)) for value, label in JobFamily.choices],
        )
        self._set_choices("langue", _("Toutes les langues"), choices.languages)
        number = self.fields["nombre"]
        assert isinstance(number, forms.ChoiceField)
        number.choices = [(str(n), str(n)) for n in range(1, MAX_CARDS + 1)]

    def _set_choices(
        self, name: str, everything: Any, choices: list[tuple[str, str]]
    ) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", everything), *choices]

    def query_string(self, *, filters_only: bool = False) -> str:
        """Query string of the embed, or of a feed (``filters_only``)."""
        self.is_valid()
        params = {name: value for name, value in self.cleaned_data.items() if value}
        if filters_only:
            params = {
                name: params[name]
                for name in ("zone", "famille", "langue")
                if name in params
            }
        elif params.get("ecran"):
            params["ecran"] = "1"
        return urlencode(params)
