"""Forms of hires and check-ins, the same in every space."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from entremise.foundation.kit.forms import (
    DateField,
    LineField,
    TextField,
    set_choices,
    set_rows,
)
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.opportunities.forms import CONTRACTS

from .enums import HireEndReason, Respondent, Weather

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from entremise.companies.models import Company, CompanyMember
    from entremise.meetings.models import Meeting

CHECK_IN_QUESTIONS: dict[str, dict[str, Any]] = {
    Respondent.EMPLOYEE: {
        "weather": _("Comment ça va au travail ?"),
        "good": _("Qu’est-ce qui est bien ?"),
        "hard": _("Qu’est-ce qui est difficile ?"),
        "wants_call": _("Je voudrais que l’équipe m’appelle"),
        "still_in_job": _("Vous travaillez toujours là ?"),
    },
    Respondent.MANAGER: {
        "weather": _("Comment se passe cette arrivée ?"),
        "good": _("Qu’est-ce qui marche bien ?"),
        "hard": _("Qu’est-ce qui est difficile, pour vous ou pour l’équipe ?"),
        "wants_call": _("Je voudrais que l’équipe m’appelle"),
        "still_in_job": _("Cette personne travaille toujours avec vous ?"),
    },
    Respondent.COACH: {
        "weather": _("Comment voyez-vous ses débuts ?"),
        "good": _("Qu’est-ce qui va bien ?"),
        "hard": _("Qu’est-ce qui vous inquiète ?"),
        "wants_call": _("Je voudrais que l’équipe m’appelle"),
        "still_in_job": _("Cette personne est toujours en poste ?"),
    },
}
YES_NO_CHOICES = [("yes", _("Oui")), ("no", _("Non"))]
WEATHER_ICONS = {
    Weather.SUNNY: "sun",
    Weather.CLOUDY: "cloud-sun",
    Weather.STORMY: "cloud-lightning",
}


class WeatherSelect(forms.RadioSelect):
    """Radio buttons with an icon."""

    option_template_name = "onboarding/weather_option.html"

    def create_option(
        self, name: str, value: Any, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        return super().create_option(name, value, *args, **kwargs) | {
            "icon": WEATHER_ICONS[Weather(value)]
        }


class CheckInForm(forms.Form):
    weather = forms.ChoiceField(choices=Weather.choices, widget=WeatherSelect)
    good = TextField(rows=3, max_length=1000, required=False)
    hard = TextField(rows=3, max_length=1000, required=False)
    still_in_job = forms.ChoiceField(
        widget=forms.RadioSelect, choices=YES_NO_CHOICES, initial="yes"
    )
    wants_call = forms.BooleanField(required=False)

    def __init__(self, *args: Any, respondent: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in CHECK_IN_QUESTIONS[Respondent(respondent)].items():
            self.fields[name].label = question
        if respondent == Respondent.COACH:
            set_choices(
                self,
                "still_in_job",
                [
                    *YES_NO_CHOICES,
                    ("unknown", _("Je ne sais pas")),
                ],
            )

    def clean_still_in_job(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["still_in_job"])


class HireForm(forms.Form):
    """A hire, whatever it comes from."""

    company: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Entreprise"),
        queryset=None,
        to_field_name="code",
        required=False,
        empty_label=_("Sans compte ici"),
    )
    employer_name = LineField(
        label=_("Employeur, s’il n’a pas de compte ici"),
        max_length=120,
        required=False,
    )
    title = LineField(label=_("Quel travail ?"), max_length=120)
    contract = forms.ChoiceField(
        label=_("Contrat"), choices=[("", _("Choisir")), *CONTRACTS]
    )
    starts_on = DateField(label=_("Premier jour"))
    ends_on = DateField(
        label=_("Dernier jour prévu"),
        required=False,
        help_text=_("Pour un contrat à durée limitée."),
    )
    weekly_hours = forms.DecimalField(
        label=_("Heures par semaine"),
        min_value=1,
        max_value=48,
        decimal_places=1,
        initial=35,
        localize=False,
    )
    meeting: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Née de la rencontre"),
        queryset=None,
        to_field_name="code",
        required=False,
        empty_label=_("Aucune rencontre, ou inconnue"),
    )
    built_for_person = forms.BooleanField(
        label=_("Ce poste a été créé pour la personne"),
        required=False,
        help_text=_("Il n’existait pas avant elle."),
    )

    def __init__(
        self,
        *args: Any,
        companies: QuerySet[Company],
        meetings: QuerySet[Meeting],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        set_rows(self, "company", companies)
        set_rows(self, "meeting", meetings)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("company") and not cleaned.get("employer_name"):
            self.add_error(
                "employer_name",
                _("Choisissez une entreprise, ou écrivez le nom de l’employeur."),
            )
        return cleaned


class ManagerAndBuddyForm(forms.Form):
    """Manager and buddy, among the members of the company."""

    manager: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Manager"), queryset=None, to_field_name="code", required=False
    )
    buddy: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Marraine ou parrain"),
        queryset=None,
        to_field_name="code",
        required=False,
    )

    def __init__(
        self, *args: Any, members: QuerySet[CompanyMember], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in ("manager", "buddy"):
            set_rows(self, name, members)
            self.fields[name].label_from_instance = lambda m: (  # type: ignore[attr-defined]
                f"{m.user.full_name}, {m.job_title or m.get_role_display()}"
            )


class EndHireForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Pour quelle raison ?"),
        choices=HireEndReason.choices,
        widget=forms.RadioSelect,
    )
    on = DateField(label=_("Dernier jour"), initial=timezone.localdate)
    comment = TextField(
        label=_("Ce qu’il faut en retenir"),
        required=False,
        help_text=_("Lu par l’équipe seulement."),
    )
