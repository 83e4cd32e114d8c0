"""The form by which a social organisation refers a candidate."""

from typing import Any

from django import forms
from django.conf import settings

from entremise.foundation.accounts.queries import open_zones
from entremise.foundation.kit.forms import EmailField, LineField, PhoneField, TextField
from entremise.foundation.kit.text import gettext as _now, gettext_lazy as _

from .honeypot import HoneypotForm


class ReferralForm(HoneypotForm):
    organization = LineField(label=_("Votre structure"), max_length=120)
    referrer_first_name = LineField(label=_("Votre prénom"), max_length=80)
    referrer_last_name = LineField(label=_("Votre nom"), max_length=80)
    referrer_email = EmailField(label=_("Votre e-mail"))
    referrer_phone = PhoneField(label=_("Votre téléphone"), required=False)
    first_name = LineField(label=_("Son prénom"), max_length=80)
    last_name = LineField(label=_("Son nom"), max_length=80, required=False)
    phone = PhoneField(label=_("Son téléphone"), required=False)
    email = EmailField(label=_("Son e-mail"), required=False)
    language = forms.ChoiceField(
        label=_("La langue dans laquelle lui écrire"), choices=settings.LANGUAGES
    )
    zone = forms.ModelChoiceField(
        label=_("Où vit cette personne ?"),
        queryset=None,
        to_field_name="slug",
        empty_label=_("Choisissez un territoire"),
    )
    referral_message = TextField(
        label=_("Pourquoi nous l’adressez-vous ?"),
        max_length=1500,
        help_text=_(
            "Ce qu’elle aime, ce qu’elle cherche. Rien sur sa santé, ses papiers ou sa famille."
        ),
    )
    agreed = forms.BooleanField(
        label=_("Cette personne sait que je vous écris, et elle est d’accord."),
        error_messages={
            "required": _("Parlez-en d’abord avec elle. Puis cochez cette case.")
        },
    )

    ABOUT_YOU = (
        "organization",
        "referrer_first_name",
        "referrer_last_name",
        "referrer_email",
        "referrer_phone",
    )
    ABOUT_THEM = (
        "first_name",
        "last_name",
        "phone",
        "email",
        "language",
        "zone",
        "referral_message",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].queryset = open_zones()  # type: ignore[attr-defined]

    def about_you(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ABOUT_YOU]

    def about_them(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ABOUT_THEM]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (
            cleaned.get("phone")
            or cleaned.get("email")
            or cleaned.get("referrer_phone")
        ):
            self.add_error(
                "phone",
                _now(
                    "Donnez un moyen de joindre cette personne, ou votre propre téléphone."
                ),
            )
        return cleaned
