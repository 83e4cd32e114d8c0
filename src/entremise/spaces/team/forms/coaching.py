"""Forms about coaches and pairings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone

from entremise.coaching.enums import PairingEndReason
from entremise.coaching.queries import available_coaches_in
from entremise.foundation.kit.forms import DateTimeField, LineField, TextField, set_rows
from entremise.foundation.kit.text import gettext as _now, gettext_lazy as _, ngettext

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Zone


class DeclineCoachForm(forms.Form):
    message = TextField(
        label=_("Votre réponse"),
        help_text=_("La personne reçoit ces mots, tels quels."),
    )


class CoachCapacityForm(forms.Form):
    capacity = forms.TypedChoiceField(
        label=_("Combien de personnes en même temps ?"),
        coerce=int,
        choices=[(n, n) for n in range(1, 5)],
    )


class CoachChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, coach: Any) -> str:
        room = coach.capacity - coach.live
        room_text = ngettext("%(count)d place", "%(count)d places", room) % {
            "count": room
        }
        return " · ".join(
            filter(None, [coach.user.full_name, coach.languages, room_text])
        )


class PairingForm(forms.Form):
    """The coach, and the first meeting of the three, whose date may be left empty."""

    coach = CoachChoiceField(
        label=_("Coach"),
        queryset=None,
        to_field_name="code",
        widget=forms.RadioSelect,
        empty_label=None,
    )
    starts_at = DateTimeField(
        label=_("Rencontre à trois : quand ?"),
        required=False,
        help_text=_(
            "Avec la personne, le coach et vous. Laissez vide si la date n’est pas encore choisie."
        ),
    )
    place = LineField(label=_("Où ?"), max_length=200, required=False)

    def __init__(self, *args: Any, zone: Zone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_rows(self, "coach", available_coaches_in(zone))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("starts_at") and not cleaned.get("place"):
            self.add_error("place", _now("Écrivez où se passe la rencontre."))
        if (
            cleaned.get("place")
            and not cleaned.get("starts_at")
            and "starts_at" not in self.errors
        ):
            self.add_error(
                "starts_at",
                _now("Choisissez un jour et une heure, ou effacez le lieu."),
            )
        if cleaned.get("starts_at") and cleaned["starts_at"] < timezone.now():
            self.add_error("starts_at", _now("Choisissez un moment à venir."))
        return cleaned


class EndPairingForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Pourquoi se terminer ?"),
        choices=PairingEndReason.choices,
        widget=forms.RadioSelect,
    )
    comment = TextField(
        label=_("Ce qu’il faut retenir"),
        required=False,
        rows=4,
        help_text=_("L’équipe seule lit ces mots."),
    )
