"""Forms of the consent. Nothing is ticked in advance."""

from collections.abc import Mapping
from typing import Any

from django import forms

from entremise.candidates.content import consent_versions, languages
from entremise.candidates.enums import GrantChannel, GrantField
from entremise.candidates.models import Candidate, Snapshot
from entremise.candidates.queries.translations import translations_matching_snapshot
from entremise.foundation.accounts.validators import extract_digits
from entremise.foundation.kit.forms import LineField
from entremise.foundation.kit.text import gettext as _, gettext_lazy


def page_channel_required_message() -> str:
    return _(
        "Pour montrer votre CV, cochez « Une page sur ce site ». Sinon, ne faites rien."
    )


class ConsentForm(forms.Form):
    """What to show, and where. What the CV does not hold is not asked."""

    freely = True

    def __init__(
        self,
        candidate: Candidate,
        snapshot: Snapshot,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, auto_id="c_%s")
        fields = [
            (f.value, f.label)
            for f in GrantField
            if f in _available_fields(candidate, snapshot)
        ]
        if fields:
            self.fields["fields"] = forms.MultipleChoiceField(
                label=_("En plus de mon prénom et de mon CV, je montre :"),
                choices=fields,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["channels"] = forms.MultipleChoiceField(
            label=_("Je suis d’accord pour :"),
            widget=forms.CheckboxSelectMultiple,
            choices=[
                c
                for c in GrantChannel.choices
                if c[0] != GrantChannel.PREVIEW_PHOTO or snapshot.photo
            ],
            error_messages={"required": page_channel_required_message()},
        )

        approved = translations_matching_snapshot(candidate, snapshot)
        if approved:
            self.fields["translations"] = forms.MultipleChoiceField(
                label=_("Mon CV peut aussi se lire en :"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[
                    (translation.code, _language_label(translation.language))
                    for translation in approved
                ],
            )

    def clean_channels(self) -> list[str]:
        if GrantChannel.PAGE not in self.cleaned_data["channels"]:
            raise forms.ValidationError(page_channel_required_message())
        return self.cleaned_data["channels"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if GrantChannel.PREVIEW_PHOTO in cleaned.get(
            "channels", []
        ) and GrantField.PHOTO not in cleaned.get("fields", []):
            self.add_error(
                "channels", _("Pour la photo dans l’aperçu, cochez aussi « Ma photo ».")
            )
        return cleaned

    @property
    def selected_choices(self) -> dict[str, list[str]]:
        chosen = {
            name: self.cleaned_data.get(name, [])
            for name in ("fields", "channels", "translations")
        }
        return (
            chosen
            if "translations" in self.fields
            else {name: chosen[name] for name in ("fields", "channels")}
        )

    def choices_with_selection(self) -> list[tuple[str, bool]]:
        """Every choice with whether it was ticked, so that what stays hidden is listed too."""
        rows: list[tuple[str, bool]] = []
        for name in ("fields", "channels", "translations"):
            if name in self.fields:
                choices: Any = self.fields[name].choices  # type: ignore[attr-defined]
                rows += [
                    (str(label), value in self.cleaned_data[name])
                    for value, label in choices
                ]
        return rows


class ConsentCodeForm(forms.Form):
    """The code the candidate received, typed by themself."""

    typed = LineField(
        label=gettext_lazy("Les 6 chiffres du code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "dir": "ltr",
            }
        ),
    )

    def clean_typed(self) -> str:
        typed = extract_digits(self.cleaned_data["typed"])
        if len(typed) != 6:
            raise forms.ValidationError(
                _("Le code a 6 chiffres. Regardez à nouveau le message reçu.")
            )
        return typed


class PaperConsentForm(ConsentForm):
    """What was ticked on paper, and the scan of the paper."""

    def __init__(
        self,
        candidate: Candidate,
        snapshot: Snapshot,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
    ) -> None:
        super().__init__(candidate, snapshot, data)
        if files:
            self.files = files
        self.fields["language"] = forms.ChoiceField(
            label=_("Langue du papier"),
            choices=_text_languages(),
            initial=candidate.language,
        )
        self.fields["scan"] = forms.FileField(
            label=_("Le papier signé"),
            help_text=_("Une photo ou un PDF de 4 pages, 8 Mo au plus."),
            widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
        )


def _text_languages() -> list[tuple[str, str]]:
    return [
        (code, languages.native_language_name(code))
        for code in sorted(
            consent_versions.consent_languages(), key=lambda code: code != "fr"
        )
    ]


def _language_label(language: str) -> str:
    name, own = (
        languages.language_name(language),
        languages.native_language_name(language),
    )
    return name if name == own else f"{name} – {own}"


def _available_fields(candidate: Candidate, snapshot: Snapshot) -> list[str]:
    fields: list[str] = []
    if snapshot.photo:
        fields.append(GrantField.PHOTO)
    if candidate.last_name:
        fields.append(GrantField.FAMILY_NAME)
    if snapshot.document.story:
        fields.append(GrantField.STORY)
    if candidate.recommendations.exclude(accepted_at=None).exists():
        fields.append(GrantField.RECOMMENDATIONS)
    return fields
