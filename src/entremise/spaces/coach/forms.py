"""Forms of coaches: session, alarm, charter, consent code."""

from typing import Any

from django import forms
from django.utils import timezone

from entremise.coaching.enums import SessionMood
from entremise.foundation.kit.forms import DateField, LineField, TextField
from entremise.foundation.kit.text import gettext as _now, gettext_lazy as _

SESSION_DURATIONS = [
    (30, _("30 minutes")),
    (60, _("1 heure")),
    (90, _("1 h 30")),
    (120, _("2 heures")),
    (180, _("3 heures")),
]


class CoachingSessionForm(forms.Form):
    """A session: day, duration, place, mood, notes, next step."""

    on = DateField(label=_("Quel jour ?"))
    minutes = forms.TypedChoiceField(
        label=_("Combien de temps ?"),
        coerce=int,
        choices=SESSION_DURATIONS,
        initial=120,
    )
    in_person = forms.TypedChoiceField(
        label=_("Comment ?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("En personne")), ("no", _("À distance"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    did = TextField(label=_("Ce que nous avons fait"), max_length=4000, rows=8)
    mood = forms.ChoiceField(
        label=_("Où en êtes-vous ?"),
        choices=SessionMood.choices,
        widget=forms.RadioSelect,
    )
    next_step = LineField(label=_("Le prochain pas"), max_length=200, required=False)

    def clean_on(self) -> Any:
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(
                _now("Cette séance n’a pas encore eu lieu. Choisissez un jour passé.")
            )
        return day


class AlarmForm(forms.Form):
    message = TextField(
        label=_("Qu’est-ce qui vous inquiète ?"),
        max_length=1000,
        help_text=_(
            "L’équipe de la zone lit ces mots aujourd’hui. En cas de danger, appelez d’abord le 15"
            " ou le 112."
        ),
    )


class CharterForm(forms.Form):
    read = forms.BooleanField(label=_("J’ai lu cette charte et je m’y engage"))
    # the version that the page showed
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)


class SpokenCodeForm(forms.Form):
    typed = LineField(
        label=_("Le code que la personne vous dit"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}
        ),
    )
