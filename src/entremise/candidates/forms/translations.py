"""Forms of a translation: one field beside each segment of the original."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from entremise.candidates.actions.translations import save_translation
from entremise.candidates.content import languages
from entremise.candidates.models import CV, Translation
from entremise.candidates.validators import content_fingerprint
from entremise.candidates.wording.sections import section_title
from entremise.candidates.wording.translation_segments import (
    TranslatedSegment,
    translated_segments,
)
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.forms import EditForm, LineField, TextField
from entremise.foundation.kit.text import gettext as _

CONFIRM_PREFIX = "again-"
CHARACTERS_PER_LINE = 48  # characters of a field on a telephone, about


class NewTranslationForm(forms.Form):
    def __init__(self, cv: CV, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        begun = {cv.language, *cv.translations.values_list("language", flat=True)}
        self.fields["language"] = forms.ChoiceField(
            label=_("Une autre langue"),
            choices=[
                ("", _("Choisir une langue")),
                *(c for c in languages.written_language_choices() if c[0] not in begun),
            ],
        )


class TranslationChangesForm(forms.Form):
    remark = TextField(label="", max_length=1000, rows=4)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.fields["remark"].label = _("Ce qui est à reprendre")


class TranslationForm(EditForm):
    """Every field is optional: a translation is written in several sittings."""

    freely = True
    version = forms.IntegerField(widget=forms.HiddenInput)
    # {key: fingerprint of the text the writer was reading}
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, translation: Translation, data: Mapping[str, Any] | None = None
    ) -> None:
        self.translation = translation
        self.conflict: dict[str, str] = {}  # what somebody else wrote meanwhile, by key
        self.segments = translated_segments(
            translation.cv.document, translation.content
        )
        first = {_field_name(w): w.text for w in self.segments}
        super().__init__(
            data,
            auto_id="t_%s",
            initial=first | _version_data(translation, self.segments),
        )
        for row in self.segments:
            self.fields[_field_name(row)] = self._field(row)
            if row.state == "stale":
                self.fields[f"{CONFIRM_PREFIX}{_field_name(row)}"] = forms.BooleanField(
                    label=_("Je l’ai relue : elle reste juste"), required=False
                )

    def _field(self, row: TranslatedSegment) -> forms.Field:
        written_in = self.translation.language
        direction = "rtl" if languages.is_right_to_left(written_in) else "ltr"
        attrs = {"lang": written_in, "dir": direction}
        label, max_length = section_title(row.segment.section), row.segment.max_length
        if row.segment.shape == "line" and len(row.segment.text) < CHARACTERS_PER_LINE:
            field: forms.Field = LineField(
                label=label, max_length=max_length, required=False
            )
        else:
            lines = (
                row.segment.text.count("\n")
                + len(row.segment.text) // CHARACTERS_PER_LINE
                + 2
            )
            field = TextField(
                label=label, max_length=max_length, required=False, rows=min(lines, 16)
            )
        field.widget.attrs.update(attrs)
        return field

    def rows_by_section(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Sections with the rows of their segments, in the order of the questions."""
        rows: dict[str, list[dict[str, Any]]] = {}
        for row in self.segments:
            name = _field_name(row)
            rows.setdefault(section_title(row.segment.section), []).append(
                {
                    "row": row,
                    "field": self[name],
                    "again": self[CONFIRM_PREFIX + name]
                    if CONFIRM_PREFIX + name in self.fields
                    else None,
                    # What somebody else wrote meanwhile.
                    "theirs": self.conflict.get(row.segment.key, ""),
                }
            )
        yield from rows.items()

    def clean_seen(self) -> dict[str, str]:
        try:
            fingerprints = json.loads(self.cleaned_data["seen"])
        except ValueError:
            fingerprints = None
        if not isinstance(fingerprints, dict):
            raise forms.ValidationError(_("Rechargez la page, puis recommencez."))
        return {str(key): str(fingerprint) for key, fingerprint in fingerprints.items()}

    def save(self, *, by: User) -> bool:
        """Store the segments; False when somebody else changed one, which is kept beside it."""
        typed = {
            row.segment.key: self.cleaned_data[_field_name(row)]
            for row in self.segments
        }
        again = [
            row.segment.key
            for row in self.segments
            if self.cleaned_data.get(CONFIRM_PREFIX + _field_name(row))
        ]
        stored, self.conflict = save_translation(
            self.translation,
            texts=typed,
            seen=self.cleaned_data["seen"],
            read_again=again,
            by=by,
        )
        self.translation = stored
        if self.conflict:
            self.show_conflict(stored)
        return not self.conflict

    def show_conflict(self, stored: Translation) -> None:
        self.segments = translated_segments(stored.cv.document, stored.content)
        self.add_error(
            None,
            _(
                "Quelqu’un a écrit ici en même temps que vous. Rien n’est perdu : choisissez."
            ),
        )
        self.replace_sent(_version_data(stored, self.segments))

    def autosave_answer(self) -> dict[str, Any]:
        """JSON for the page that saves itself: new version, or what to tell its writer."""
        if self.errors:
            mixed = _(
                "Quelqu’un d’autre a écrit ici. Enregistrez pour voir les deux versions."
            )
            return {
                "saved": False,
                "words": mixed if self.conflict else _("Pas encore enregistré."),
            }
        rows = translated_segments(
            self.translation.cv.document, self.translation.content
        )
        return {
            "saved": True,
            "words": _("Enregistré."),
            **_version_data(self.translation, rows),
        }


def _field_name(row: TranslatedSegment) -> str:
    return row.segment.key.replace(".", "-")


def _version_data(
    translation: Translation, rows: list[TranslatedSegment]
) -> dict[str, Any]:
    seen = {row.segment.key: content_fingerprint(row.text) for row in rows}
    return {"version": translation.version, "seen": json.dumps(seen)}
