"""Forms of the team about opportunities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from entremise.foundation.kit.forms import TextField, set_rows
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.opportunities.forms import ExternalJobForm, SketchByTeamForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from entremise.candidates.models import Candidate
    from entremise.companies.models import Company
    from entremise.foundation.accounts.models import Zone


class ExternalJobInZoneForm(ExternalJobForm):
    zone: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Zone"), queryset=None, to_field_name="slug", empty_label=None
    )

    def __init__(self, *args: Any, zones: QuerySet[Zone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_rows(self, "zone", zones)


class SketchInCompanyForm(SketchByTeamForm):
    company: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Dans quelle entreprise ?"), queryset=None, to_field_name="code"
    )
    field_order = ["company", "title", "does_well", "left_undone"]

    def __init__(self, *args: Any, companies: QuerySet[Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_rows(self, "company", companies)


class OpportunityDecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("Que faisons-nous de ce poste ?"),
        choices=[
            ("open", _("L’ouvrir : il peut être proposé à des personnes")),
            ("give_back", _("Le rendre à ses auteurs : il manque quelque chose")),
            ("refuse", _("Ne pas le retenir")),
        ],
        widget=forms.RadioSelect,
    )
    message = TextField(
        label=_("Vos mots à qui l’a écrit"),
        required=False,
        help_text=_("Nécessaires si le poste n’est pas ouvert."),
    )


def _full_name(candidate: Any) -> str:
    return f"{candidate.first_name} {candidate.last_name}".strip()


class ProposeOpportunityForm(forms.Form):
    candidate: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("À qui ?"), queryset=None, to_field_name="code"
    )
    message = TextField(
        label=_("Pourquoi cette personne ?"),
        help_text=_("Elle lira ces mots. Dites ce qui vous a fait penser à elle."),
    )

    def __init__(self, *args: Any, people: QuerySet[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_rows(self, "candidate", people, label=_full_name)
