"""Forms of visitors who would meet a candidate, introduce one, or open a company account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from entremise.companies import validators
from entremise.foundation.accounts.validators import (
    number_among_words,
    parse_phone_number,
)
from entremise.foundation.kit.forms import (
    EmailField,
    LineField,
    PhoneField,
    TextField,
    set_choices,
)
from entremise.foundation.kit.text import gettext as _now, gettext_lazy as _

from .honeypot import HoneypotForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from entremise.foundation.accounts.models import Zone


class SirenField(LineField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(
                attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}
            ),
        )
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        return validators.clean_siren(super().clean(value))


class VisitorForm(HoneypotForm):
    name = LineField(
        label=_("Votre prénom et votre nom"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = EmailField(label=_("Votre e-mail professionnel"))
    company = LineField(
        label=_("Votre entreprise"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    siren = SirenField(
        label=_("Son numéro SIREN"),
        help_text=_(
            "9 chiffres, sur vos factures. Il nous permet de vérifier l’entreprise."
        ),
    )


class VisitorMessageForm(HoneypotForm):
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
    wished_at = LineField(
        label=_("Où et quand ?"),
        help_text=_(
            "Avec vos mots : « chez nous à Pantin, un matin la semaine prochaine »."
        ),
    )


class OpenCompanyForm(VisitorForm):
    """Open a company account without naming a candidate."""

    job_title = LineField(label=_("Votre métier"), max_length=120)
    zone = forms.ChoiceField(label=_("Près de quelle ville ?"))
    field_order = ("name", "job_title", "email", "company", "siren", "zone")

    def __init__(self, *args: Any, zones: QuerySet[Zone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zones = {zone.code: zone for zone in zones}
        choices = [("", "—"), *((code, zone.name) for code, zone in self.zones.items())]
        set_choices(self, "zone", choices)

    def clean_zone(self) -> Any:
        return self.zones[self.cleaned_data["zone"]]


class IntroductionOfferForm(HoneypotForm):
    contact_name = LineField(
        label=_("Votre prénom et votre nom"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_email = EmailField(label=_("Votre e-mail"), required=False)
    contact_phone = PhoneField(label=_("Ou votre téléphone"), required=False)
    message = TextField(
        label=_("Qui connaissez-vous, et pourquoi cette rencontre ?"),
        rows=6,
        help_text=_(
            "Un prénom et un métier suffisent. Demandez-lui d’abord son accord."
        ),
    )

    def clean_contact_phone(self) -> str:
        typed = self.cleaned_data["contact_phone"]
        if typed and not parse_phone_number(typed):
            raise forms.ValidationError(
                number_among_words(typed)
                or _now(
                    "Ce numéro ne semble pas complet. Écrivez-le comme 06 12 34 56 78."
                )
            )
        return parse_phone_number(typed) or "" if typed else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not (
            cleaned.get("contact_email") or cleaned.get("contact_phone") or self.errors
        ):
            self.add_error(
                "contact_email",
                _now("Laissez un e-mail ou un téléphone : l’équipe vous rappelle."),
            )
        return cleaned
