"""The words of one text, in each language of the site."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from entremise.foundation.association.content.texts import VARIABLES, TextDeclaration
from entremise.foundation.association.queries import EditableText, digest_of
from entremise.foundation.kit.forms import EditForm, LineField, TextField
from entremise.foundation.kit.text import gettext as _

from .association import mark_name


class TextForm(EditForm):
    """One field for each language; empty stands for the product's own words."""

    freely = True  # empty stands for the original

    def __init__(
        self,
        *args: Any,
        declaration: TextDeclaration,
        shown: list[EditableText],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shown = {text.language: text for text in shown}
        # what somebody else wrote meanwhile, by language
        self.stored_now: dict[str, str] = {}
        for language, text in self.shown.items():
            attributes = {"lang": language, "dir": "auto"}
            options: dict[str, Any] = {
                "label": _("Le texte, en %(language)s")
                % {"language": text.language_name},
                "required": False,
                "initial": text.stored or text.original,
                "max_length": declaration.max_length,
            }
            if declaration.is_line:
                field: forms.Field = LineField(**options)
            else:
                field = TextField(rows=14, **options)
            field.widget.attrs.update(attributes)
            self.fields[language] = field
            self.fields[mark_name(language)] = forms.CharField(
                widget=forms.HiddenInput, required=False, initial=text.mark
            )

    @property
    def typed(self) -> dict[str, str]:
        return {language: self.cleaned_data[language] for language in self.shown}

    @property
    def seen(self) -> dict[str, str]:
        return {
            language: self.cleaned_data[mark_name(language)] for language in self.shown
        }

    def show_conflict(self, stored: Mapping[tuple[str, str], str]) -> None:
        """Show beside each field what is stored now; saving again replaces it."""
        data: Any = QueryDict(mutable=True)
        data.update(self.data)
        for (_key, language), value in stored.items():
            self.stored_now[language] = value
            data[mark_name(language)] = digest_of(value)
            self.add_error(
                language, _("Ce texte a changé entre-temps. Comparez les deux.")
            )
        self.data = data


def variables_hint() -> str:
    """What may stand between braces, in one sentence."""
    known = ", ".join(f"{{{name}}} : {meaning}" for name, meaning in VARIABLES.items())
    return _("Ces mots sont remplacés : %(known)s.") % {"known": known}


class PublicationForm(forms.Form):
    """Nothing to fill in: it says why a version cannot be published."""
