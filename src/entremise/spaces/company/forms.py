"""Forms of companies: members, profile, sites, saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from entremise.alerts.enums import AlertFrequency
from entremise.companies.enums import CompanySize, MemberRole, Obstacle
from entremise.companies.validators import clean_postcode
from entremise.foundation.kit.forms import EmailField, LineField, TextField
from entremise.foundation.kit.text import gettext_lazy as _

if TYPE_CHECKING:
    from entremise.companies.models import Company


class AddMemberForm(forms.Form):
    first_name = LineField(label=_("Son prénom"), max_length=80)
    last_name = LineField(label=_("Son nom"), max_length=80)
    email = EmailField(label=_("Son adresse e-mail"))
    job_title = LineField(label=_("Son métier chez vous"), max_length=120)
    role = forms.ChoiceField(
        label=_("Son rôle dans les rencontres"),
        choices=MemberRole.choices,
        widget=forms.RadioSelect,
    )


class CompanyDescriptionForm(forms.Form):
    activity = LineField(
        label=_("Ce que vous faites, en une ligne"), max_length=120, required=False
    )
    size = forms.ChoiceField(
        label=_("Combien de personnes ?"),
        choices=[("", _("Je ne dis pas")), *CompanySize.choices],
        required=False,
    )
    city = LineField(label=_("Ville"), max_length=80, required=False)
    presentation = TextField(
        label=_("Comment on travaille chez vous"),
        required=False,
        rows=5,
        help_text=_("Ce que vous diriez à quelqu’un qui arrive demain."),
    )
    removed_obstacles = forms.MultipleChoiceField(
        label=_("Ce que vous avez retiré, ce que vous facilitez"),
        required=False,
        choices=Obstacle.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Les personnes et leurs coachs le lisent à côté de vos postes."),
    )
    commitments = TextField(
        label=_("Ce que vous promettez"),
        required=False,
        rows=6,
        help_text=_("Une ligne par chose."),
    )

    @classmethod
    def initial_for(cls, company: Company) -> dict[str, Any]:
        return {name: getattr(company, name) for name in cls.base_fields}


class SiteForm(forms.Form):
    city = LineField(label=_("Dans quelle ville ?"), max_length=80)
    postcode = LineField(
        label=_("Son code postal"),
        max_length=10,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "postal-code", "dir": "ltr"}
        ),
    )
    label = LineField(
        label=_("Comment l’appelez-vous ?"),
        max_length=60,
        required=False,
        help_text=_("Le siège, l’entrepôt, l’agence."),
    )

    def clean_postcode(self) -> str:
        return clean_postcode(self.cleaned_data["postcode"])


class SavedSearchForm(forms.Form):
    name = LineField(
        label=_("Son nom"),
        max_length=80,
        help_text=_("Vos collègues ne le voient pas."),
    )
    every_days = forms.TypedChoiceField(
        label=_("Vous écrire quand quelqu’un de nouveau y répond ?"),
        choices=AlertFrequency.choices,
        coerce=int,
        initial=AlertFrequency.MONTH,
        widget=forms.RadioSelect,
    )
