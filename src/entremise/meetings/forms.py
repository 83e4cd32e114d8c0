"""Forms of approaches and meetings, the same in every space."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from entremise.foundation.kit.forms import (
    DateTimeField,
    LineField,
    TextField,
    set_choices,
)
from entremise.foundation.kit.text import gettext as _now, gettext_lazy as _

from .enums import DebriefNextStep, MeetingSide

DURATION_CHOICES = [
    (30, _("30 minutes")),
    (60, _("1 heure")),
    (90, _("1 heure 30")),
    (120, _("2 heures")),
    (210, _("Une demi-journée")),
]


class FutureDateTimeField(DateTimeField):
    """A date and time to come, within a year."""

    def clean(self, value: Any) -> Any:
        moment = super().clean(value)
        if moment and moment < timezone.now():
            raise forms.ValidationError(
                _now("Cette date est passée. Choisissez un jour à venir.")
            )
        if moment and moment > timezone.now() + timedelta(days=366):
            raise forms.ValidationError(
                _now("C’est dans plus d’un an. Choisissez un jour plus proche.")
            )
        return moment


class ProposeMeetingForm(forms.Form):
    starts_at = FutureDateTimeField(label=_("Quel jour, à quelle heure ?"))
    minutes = forms.TypedChoiceField(
        label=_("Combien de temps ?"), choices=DURATION_CHOICES, coerce=int, initial=60
    )
    place = LineField(
        label=_("Où ?"), help_text=_("L’adresse complète : numéro, rue, ville.")
    )
    directions = TextField(
        label=_("Comment venir ?"),
        required=False,
        rows=3,
        max_length=600,
        help_text=_("Métro ou bus, code de la porte, qui demander à l’accueil."),
    )
    remote = forms.BooleanField(label=_("Ce sera à distance"), required=False)
    remote_reason = LineField(
        label=_("Pourquoi à distance ?"),
        required=False,
        help_text=_(
            "On se rencontre en personne. Écrivez ce qui l’empêche cette fois."
        ),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("remote") and not cleaned.get("remote_reason"):
            self.add_error(
                "remote_reason",
                _now(
                    "Écrivez pourquoi cette rencontre ne peut pas se faire en personne."
                ),
            )
        return cleaned


class RescheduleMeetingForm(forms.Form):
    starts_at = FutureDateTimeField(label=_("Quel autre jour, à quelle heure ?"))
    place = LineField(
        label=_("Un autre lieu ?"),
        required=False,
        help_text=_("Laissez vide si le lieu ne change pas."),
    )
    message = TextField(
        label=_("Un mot pour l’autre personne"), required=False, rows=3, max_length=600
    )


class CancelMeetingForm(forms.Form):
    message = TextField(
        label=_("Un mot pour l’autre personne"),
        rows=4,
        max_length=600,
        help_text=_("Elle vous attendait. Deux phrases simples suffisent."),
    )


class PreparationForm(forms.Form):
    wants = TextField(label=_("Ce que je veux dire, montrer ou demander"), rows=6)
    needs = TextField(label=_("Ce qui m’aiderait ce jour-là"), rows=3, required=False)


class DebriefForm(forms.Form):
    changed = TextField(
        label=_("Qu’est-ce que cette rencontre a changé ?"),
        rows=6,
        help_text=_("Avec vos mots."),
    )
    next_step = forms.ChoiceField(
        label=_("Et maintenant ?"),
        choices=DebriefNextStep.choices,
        widget=forms.RadioSelect,
    )
    comment = TextField(
        label=_("Autre chose à dire à l’équipe ?"), rows=3, required=False
    )


class MeetingNoShowForm(forms.Form):
    missing_side = forms.ChoiceField(
        label=_("Qui n’a pas pu venir ?"),
        choices=MeetingSide.choices,
        widget=forms.RadioSelect,
    )
    message = TextField(
        label=_("Que s’est-il passé ?"),
        rows=4,
        required=False,
        max_length=600,
        help_text=_("L’équipe lit ces mots et appelle. Personne n’est jugé."),
    )

    def __init__(
        self, *args: Any, own: str = "", counterpart: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if own:
            theirs = MeetingSide(own).opposite
            set_choices(
                self,
                "missing_side",
                [
                    (own, _now("Moi")),
                    (theirs, counterpart),
                ],
            )


class MeetingCodeForm(forms.Form):
    code = LineField(
        label=_("Les quatre chiffres de l’autre personne"),
        max_length=12,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "dir": "ltr",
                "size": "6",
            }
        ),
        error_messages={
            "required": _(
                "Écrivez les quatre chiffres, ou confirmez sans les chiffres."
            )
        },
    )


class ApproachForm(forms.Form):
    """A company's message to a candidate."""

    message = TextField(
        label=_("Pourquoi cette personne ?"),
        rows=6,
        help_text=_(
            "Ce qui vous a plu dans ce que vous avez lu. La personne lira ces mots."
        ),
    )
    job_idea = LineField(
        label=_("Une idée de ce que vous pourriez faire ensemble"),
        required=False,
        max_length=120,
        help_text=_("Un métier, une mission, une visite. Pas besoin de poste ouvert."),
    )
    place = LineField(
        label=_("Où ?"),
        help_text=_("Chez vous de préférence : on se rencontre en personne."),
    )
    wished_at = LineField(
        label=_("Quand ?"),
        help_text=_("Avec vos mots : « un matin la semaine prochaine »."),
    )


class DeclineApproachForm(forms.Form):
    message = TextField(
        label=_("Un mot pour l’entreprise"),
        required=False,
        rows=3,
        max_length=600,
        help_text=_("Si vous préférez ne rien écrire, l’équipe lui répond pour vous."),
    )
