"""Forms made from the declared settings of the association."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from entremise.foundation.association.content.settings import (
    NUMBERS,
    SettingDeclaration,
)
from entremise.foundation.association.enums import SettingKind, SettingSection
from entremise.foundation.association.queries import EditableSetting, digest_of
from entremise.foundation.association.validators import clean_setting
from entremise.foundation.kit.forms import (
    EditForm,
    EmailField,
    LineField,
    PhoneField,
    TextField,
)
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.web.shortcuts import errors_in

SECTION_TITLES = {
    SettingSection.FACE: gettext_lazy("Son nom et son visage"),
    SettingSection.LEGAL: gettext_lazy("Qui elle est"),
    SettingSection.HOST: gettext_lazy("Qui héberge le site"),
    SettingSection.DATA: gettext_lazy("Les données et l’accessibilité"),
    SettingSection.RETENTION: gettext_lazy("Combien de temps"),
    SettingSection.SMS: gettext_lazy("Ce que coûtent les SMS"),
}
MARK = "seen-"


def mark_name(key: str) -> str:
    """Name of the hidden field that says which value the page showed."""
    return f"{MARK}{key}"


def kept_name(key: str, part: str = "") -> str:
    """Name of the hidden field that keeps a file, or its name, until all is stored."""
    return f"kept-{part}-{key}" if part else f"kept-{key}"


class SettingsForm(EditForm):
    """One field for each setting, in the order of their declaration.

    A setting fixed by the installation is shown, and cannot be changed.
    """

    freely = True  # nothing is asked: « facultatif » would be everywhere
    kept_logo_name = ""  # of a file sent before, on a page that was shown again

    def __init__(
        self, *args: Any, shown: Iterable[EditableSetting], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shown = {setting.declaration.key: setting for setting in shown}
        self.logos: dict[str, bytes] = {}  # sent or kept, made harmless, by key
        for key, setting in self.shown.items():
            self.fields[key] = _field_of(setting)
            self.fields[mark_name(key)] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=setting.mark
            )
            if setting.declaration.kind != SettingKind.LOGO:
                continue
            for name in (kept_name(key), kept_name(key, "name")):
                self.fields[name] = forms.CharField(
                    widget=forms.HiddenInput, required=False, strip=False
                )
            if setting.value:
                self.fields[f"remove-{key}"] = forms.BooleanField(
                    label=_("Retirer le logo"),
                    required=False,
                    disabled=setting.declaration.is_fixed,
                )

    def sections(self) -> Iterator[tuple[SettingSection, Any, list[BoundField]]]:
        """The visible fields, by section."""
        for section, title in SECTION_TITLES.items():
            keys = [
                k for k, s in self.shown.items() if s.declaration.section == section
            ]
            fields = [
                self[name]
                for key in keys
                for name in (key, f"remove-{key}")
                if name in self.fields
            ]
            if fields:
                yield section, title, fields

    def clean(self) -> dict[str, Any]:
        """A logo that was sent stays in the page, which a browser does not do for a file."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for key, setting in self.shown.items():
            if setting.declaration.kind != SettingKind.LOGO:
                continue
            sent = cleaned.get(key)
            content = sent.read() if sent else _kept(cleaned.get(kept_name(key), ""))
            name = sent.name if sent else cleaned.get(kept_name(key, "name"), "")
            if not content or setting.declaration.is_fixed:
                continue
            with errors_in(self):
                address = clean_setting(setting.declaration, content)
                clean_content = address.partition(",")[2]
                self.logos[key] = base64.b64decode(clean_content)
                self.kept_logo_name = name[:100]
                self.replace_sent(
                    {
                        kept_name(key): clean_content,
                        kept_name(key, "name"): self.kept_logo_name,
                    }
                )
        return cleaned

    @property
    def typed(self) -> dict[str, str | bytes]:
        """What to store, by key. A logo that was not sent is left alone."""
        values: dict[str, str | bytes] = {}
        for key, setting in self.shown.items():
            value = self.cleaned_data.get(key)
            if setting.declaration.is_fixed:
                continue
            if setting.declaration.kind != SettingKind.LOGO:
                values[key] = value or ""
            elif key in self.logos:
                values[key] = self.logos[key]
            elif self.cleaned_data.get(f"remove-{key}"):
                values[key] = ""
        return values

    @property
    def seen(self) -> dict[str, str]:
        return {key: self.cleaned_data[mark_name(key)] for key in self.shown}

    def show_conflict(self, stored: Mapping[tuple[str, str], str]) -> None:
        """Say beside each field what is stored now; saving again replaces it."""
        data: Any = QueryDict(mutable=True)
        data.update(self.data)
        for (key, _language), value in stored.items():
            setting = self.shown[key]
            data[mark_name(key)] = digest_of(value)
            self.add_error(
                key,
                _("Valeur enregistrée entre-temps : « %(value)s ».")
                % {"value": value or _("rien")}
                if setting.declaration.kind != SettingKind.LOGO
                else _("Un autre logo a été envoyé entre-temps."),
            )
        self.data = data


def _kept(content: str) -> bytes:
    """The file that the page kept; empty when somebody changed it."""
    try:
        return base64.b64decode(content, validate=True)
    except ValueError:
        return b""


def _field_of(setting: EditableSetting) -> forms.Field:
    declaration = setting.declaration
    options: dict[str, Any] = {
        "label": declaration.label,
        "required": False,
        "initial": setting.value,
        "help_text": _help_of(declaration),
        "disabled": declaration.is_fixed,
    }
    if declaration.kind == SettingKind.LOGO:
        del options["initial"]
        return forms.FileField(
            widget=forms.FileInput(attrs={"accept": ".svg,.png,.jpg,.jpeg,.webp"}),
            **options,
        )
    if declaration.kind == SettingKind.TEXT:
        text = TextField(max_length=declaration.max_length, rows=3, **options)
        text.widget.attrs["dir"] = "auto"  # an address stays in its own direction
        return text
    if declaration.kind == SettingKind.EMAIL:
        return EmailField(**options)
    if declaration.kind == SettingKind.PHONE:
        return PhoneField(max_length=declaration.max_length, **options)
    if declaration.kind in NUMBERS:
        attributes = {
            "min": declaration.minimum,
            "max": declaration.maximum,
            "inputmode": "numeric",
        }
        return forms.CharField(widget=forms.NumberInput(attrs=attributes), **options)
    if declaration.kind == SettingKind.PRICE:
        options["widget"] = forms.TextInput(
            attrs={"dir": "ltr", "inputmode": "decimal"}
        )
    if declaration.kind == SettingKind.COLOUR:
        attributes = {"dir": "ltr", "data-colour": declaration.key, "maxlength": 7}
        options["widget"] = forms.TextInput(attrs=attributes)
    return LineField(max_length=declaration.max_length, **options)


def _help_of(declaration: SettingDeclaration) -> str:
    sentences = [str(declaration.help_text)]
    if declaration.is_fixed:
        sentences.append(
            _("Fixé par l’installation : %(name)s.") % {"name": declaration.environment}
        )
    if declaration.kind == SettingKind.DAYS:
        sentences.append(
            _("Entre %(minimum)s et %(maximum)s jours. %(reason)s")
            % {
                "minimum": declaration.minimum,
                "maximum": declaration.maximum,
                "reason": declaration.bounds_reason,
            }
        )
    return " ".join(filter(None, sentences))
