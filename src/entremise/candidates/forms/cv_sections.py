"""The questions of a CV as forms, the same for the person and for whoever writes with them."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms

from entremise.candidates import validators
from entremise.candidates.actions.cv_draft import save_cv_section
from entremise.candidates.content import languages
from entremise.candidates.content.choices import STRENGTHS
from entremise.candidates.content.cv import MAX_GOALS, MAX_STRENGTHS
from entremise.candidates.content.fields import (
    MAX_ITEM_LENGTH,
    MAX_ITEMS,
    CVField,
    FieldKind,
    cv_field,
    fields_of,
)
from entremise.candidates.enums import CVSection
from entremise.candidates.models import CV
from entremise.candidates.wording.sections import (
    Line,
    line_text,
    section_line_texts,
)
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.forms import EditForm, LineField, TextField
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.kit.uploads import MAX_UPLOAD_BYTES
from entremise.foundation.search.queries.trades import exact_trade_code

EXTRA_STRENGTH_FIELDS = 3
EXTRA_LANGUAGE_FIELDS = 2
# Characters of a list written on one line, with its commas.
LIST_LINE_LENGTH = MAX_ITEMS * (MAX_ITEM_LENGTH + 2)


def _rows_sent(data: Mapping[str, Any] | None, prefix: str) -> int:
    """How many numbered fields the page had: it may be older than what is stored."""
    numbers = [
        int(found[1])
        for name in data or ()
        if (found := re.fullmatch(rf"{prefix}_(\d\d?)", name))
    ]
    return min(max(numbers, default=-1) + 1, MAX_ITEMS + EXTRA_LANGUAGE_FIELDS)


def form_field(path: str, **options: Any) -> forms.Field:
    """The form field of a declared field: its label, its limits, its choices."""
    field = cv_field(path)
    options = {
        "label": field.label,
        "help_text": field.help_text,
        "required": False,
    } | options
    if field.kind in (FieldKind.CHOICES, FieldKind.CHOICES_AND_WORDS):
        return forms.MultipleChoiceField(
            choices=field.choices.options if field.choices else (),
            widget=forms.CheckboxSelectMultiple,
            **options,
        )
    if field.kind == FieldKind.CHOICE:
        first = [("", options.pop("empty_label", _("Choisir")))]
        choices = first + (field.choices.options() if field.choices else [])
        return forms.ChoiceField(choices=choices, **options)
    if field.kind == FieldKind.TEXT:
        return TextField(max_length=field.max_length, **options)
    if field.kind == FieldKind.LINE:
        return LineField(max_length=field.max_length, **options)
    # A list on one line.
    return LineField(max_length=LIST_LINE_LENGTH, **options)


class SectionForm(EditForm):
    """One section of a CV draft. It remembers the version its writer was reading."""

    section: CVSection
    freely = True  # every answer is free: saying "(facultatif)" beside each would only be noise
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, cv: CV, data: Mapping[str, Any] | None = None) -> None:
        self.cv = cv
        self.stored = cv.document.dump()[self.section]
        # What somebody else stored in between, line by line.
        self.conflict: list[str] | None = None
        self.conflict_texts: list[Line] = []
        first = {
            "version": cv.version,
            "seen": validators.content_fingerprint(self.stored),
        }
        super().__init__(
            data, initial=first | self.initial_values(self.stored), auto_id="q_%s"
        )
        self.mark_own_words()

    def mark_own_words(self) -> None:
        """Say the language of what is typed; its direction follows the letters."""
        for field in self.fields.values():
            if isinstance(field, LineField | TextField):
                field.widget.attrs |= {"lang": self.cv.language, "dir": "auto"}

    def initial_values(self, stored: Any) -> dict[str, Any]:
        """Initial values of the fields, from what is stored."""
        return {"words": stored}

    def section_value(self) -> Any:
        """The section to store, from what was typed."""
        return self.cleaned_data["words"]

    def save(self, *, by: User) -> None:
        """Store the section. EditConflict when somebody else changed it in between."""
        self.cv = save_cv_section(
            self.cv,
            section=self.section,
            value=self.section_value(),
            version=self.cleaned_data["version"],
            seen=self.cleaned_data["seen"],
            by=by,
        )

    def autosave_answer(self) -> dict[str, Any]:
        """JSON for the page that saves itself: new version, or what to tell its writer."""
        if self.errors:
            mixed = _(
                "Quelqu’un d’autre a écrit ici. Enregistrez pour voir les deux versions."
            )
            return {
                "saved": False,
                "words": mixed
                if self.conflict is not None
                else _("Pas encore enregistré."),
            }
        seen = validators.content_fingerprint(self.cv.document.dump()[self.section])
        return {
            "saved": True,
            "words": _("Enregistré."),
            "version": self.cv.version,
            "seen": seen,
        }

    def show_conflict(self, stored: CV) -> None:
        value = stored.document.dump()[self.section]
        self.conflict_texts = section_line_texts(self.section, value)
        self.conflict = [line_text(line) for line in self.conflict_texts]
        self.cv = stored
        seen = validators.content_fingerprint(value)
        self.replace_sent({"version": stored.version, "seen": seen})


class StrengthsForm(SectionForm):
    section = CVSection.STRENGTHS

    def __init__(self, cv: CV, data: Mapping[str, Any] | None = None) -> None:
        self.proposed = list(STRENGTHS.by_key)
        super().__init__(cv, data)
        self.fields["chosen"] = form_field(
            "strengths", label=_("Les mots qui vous ressemblent")
        )
        own_words = STRENGTHS.own_words(self.stored)
        sent = _rows_sent(data, "own")
        for number in range(max(EXTRA_STRENGTH_FIELDS, len(own_words), sent)):
            self.fields[f"own_{number}"] = LineField(
                label=_("Un autre atout, avec vos mots"),
                required=False,
                max_length=cv_field("strengths").max_length,
            )
        self.mark_own_words()

    def initial_values(self, stored: list[str]) -> dict[str, Any]:
        own = {
            f"own_{number}": words
            for number, words in enumerate(STRENGTHS.own_words(stored))
        }
        return own | {"chosen": STRENGTHS.chosen(stored)}

    def section_value(self) -> list[str]:
        typed = [
            words
            for name, words in self.cleaned_data.items()
            if name.startswith("own_") and words
        ]
        return [*self.cleaned_data["chosen"], *typed]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and len(self.section_value()) > MAX_STRENGTHS:
            raise forms.ValidationError(
                _("Six atouts au plus. Gardez ceux qui vous ressemblent le plus.")
            )
        return cleaned


class LanguagesForm(SectionForm):
    section = CVSection.LANGUAGES

    def __init__(self, cv: CV, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(cv, data)
        wanted = len(self.stored) + EXTRA_LANGUAGE_FIELDS
        self.count = max(3, wanted, _rows_sent(data, "name"))
        names = [("", _("Choisir une langue")), *languages.language_choices()]
        for number in range(self.count):
            # Sorted, each with its name in that language.
            self.fields[f"name_{number}"] = forms.ChoiceField(
                label=cv_field("languages.name").label, choices=names, required=False
            )
            self.fields[f"level_{number}"] = form_field("languages.level")

    def rows(self) -> list[tuple[Any, Any]]:
        return [
            (self[f"name_{number}"], self[f"level_{number}"])
            for number in range(self.count)
        ]

    def initial_values(self, stored: list[dict[str, str]]) -> dict[str, Any]:
        spoken = list(enumerate(stored))
        return {f"name_{n}": s["name"] for n, s in spoken} | {
            f"level_{n}": s["level"] for n, s in spoken
        }

    def section_value(self) -> list[dict[str, str]]:
        typed = [
            (self.cleaned_data[f"name_{n}"], self.cleaned_data[f"level_{n}"])
            for n in range(self.count)
        ]
        return [{"name": name, "level": level} for name, level in typed if name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(self.count):
            name, level = cleaned.get(f"name_{number}"), cleaned.get(f"level_{number}")
            if name and not level:
                self.add_error(
                    f"level_{number}", _("Dites comment vous parlez cette langue.")
                )
            if level and not name:
                self.add_error(f"name_{number}", _("Choisissez la langue."))
        return cleaned


class GoalsForm(SectionForm):
    section = CVSection.GOALS

    def __init__(self, cv: CV, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(cv, data)
        for number in range(MAX_GOALS):
            self.fields[f"occupation_{number}"] = form_field("goals.occupation")
            self.fields[f"family_{number}"] = form_field(
                "goals.family", empty_label=_("Choisir une famille")
            )
        self.mark_own_words()

    def rows(self) -> list[tuple[Any, Any]]:
        return [
            (self[f"occupation_{number}"], self[f"family_{number}"])
            for number in range(MAX_GOALS)
        ]

    def initial_values(self, stored: list[dict[str, str]]) -> dict[str, Any]:
        goals = list(enumerate(stored))
        return {f"occupation_{n}": g["occupation"] for n, g in goals} | {
            f"family_{n}": g["family"] for n, g in goals
        }

    def section_value(self) -> list[dict[str, str]]:
        known = {(g["family"], g["occupation"]): g["rome"] for g in self.stored}
        typed = [
            (self.cleaned_data[f"family_{n}"], self.cleaned_data[f"occupation_{n}"])
            for n in range(MAX_GOALS)
        ]
        return [
            {
                "family": f,
                "occupation": o,
                "rome": known.get((f, o)) or exact_trade_code(o),
            }
            for f, o in typed
            if f
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in range(MAX_GOALS):
            if cleaned.get(f"occupation_{number}") and not cleaned.get(
                f"family_{number}"
            ):
                self.add_error(
                    f"family_{number}", _("Choisissez la famille de ce métier.")
                )
        return cleaned


class TaglineForm(SectionForm):
    section = CVSection.TAGLINE
    words = form_field("tagline")


class LineListForm(SectionForm):
    """A list, one item a line."""

    words = TextField(label=gettext_lazy("Une chose par ligne"), required=False, rows=6)

    def initial_values(self, stored: list[str]) -> dict[str, Any]:
        return {"words": "\n".join(stored)}

    def section_value(self) -> list[str]:
        return [line for line in self.cleaned_data["words"].split("\n") if line.strip()]


class SkillsForm(LineListForm):
    section = CVSection.SKILLS


class InterestsForm(LineListForm):
    section = CVSection.INTERESTS


class StoryForm(SectionForm):
    section = CVSection.STORY
    words = form_field("story", rows=12)


class NeedsForm(SectionForm):
    section = CVSection.NEEDS
    words = form_field("needs")


class PracticalForm(SectionForm):
    """The declared fields of the section; lists are written with commas."""

    section = CVSection.PRACTICAL

    def __init__(self, cv: CV, data: Any = None) -> None:
        self.declared = fields_of(self.section)
        super().__init__(cv, data)
        for field in self.declared:
            if field.kind == FieldKind.CHOICES_AND_WORDS:
                self.fields[f"{field.name}_chosen"] = form_field(field.path)
                self.fields[field.name] = LineField(
                    label=field.other_label,
                    help_text=field.other_help_text,
                    max_length=LIST_LINE_LENGTH,
                    required=False,
                )
            else:
                self.fields[field.name] = form_field(field.path)
        self.mark_own_words()

    def initial_values(self, stored: dict[str, Any]) -> dict[str, Any]:
        return {
            name: value
            for field in self.declared
            for name, value in _initial_values(field, stored[field.name]).items()
        }

    def section_value(self) -> dict[str, Any]:
        return {
            field.name: _typed_value(
                field, self.cleaned_data, self.stored.get(field.name)
            )
            for field in self.declared
        }


def _initial_values(field: CVField, stored: Any) -> dict[str, Any]:
    if field.kind in (FieldKind.CODES, FieldKind.WORDS):
        return {field.name: ", ".join(stored)}
    if field.kind == FieldKind.CHOICES_AND_WORDS and field.choices:
        return {
            f"{field.name}_chosen": field.choices.chosen(stored),
            field.name: ", ".join(field.choices.own_words(stored)),
        }
    return {field.name: stored}


def words_in_line(line: str) -> list[str]:
    """The items of a list written on one line, separated by commas or semicolons.

    What holds no letter completes the item before it: « CACES 1, 3 » is one.
    """
    items: list[str] = []
    for part in line.replace(";", ",").split(","):
        words = part.strip()
        if items and words and not any(map(str.isalpha, words)):
            items[-1] += f", {words}"
        elif words:
            items.append(words)
    return items


def _typed_value(field: CVField, typed: dict[str, Any], stored: Any) -> Any:
    if field.kind == FieldKind.CODES:
        return typed[field.name].replace(";", " ").replace(",", " ").split()
    if field.kind in (FieldKind.WORDS, FieldKind.CHOICES_AND_WORDS):
        # Not touched, its items stay as they are, commas included.
        same = typed[field.name] == _initial_values(field, stored or [])[field.name]
        words = (
            field.own_words(stored or []) if same else words_in_line(typed[field.name])
        )
        return [*typed.get(f"{field.name}_chosen", []), *words]
    return typed[field.name]


class ExperienceItemForm(SectionForm):
    """One experience, known by its fingerprint: others may be added or removed meanwhile."""

    section = CVSection.EXPERIENCES
    origin = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(
        self,
        cv: CV,
        data: Mapping[str, Any] | None = None,
        *,
        number: int | None = None,
    ) -> None:
        # Removed meanwhile, it is no number any more: what was typed is kept, as a conflict.
        known = number is not None and number < len(cv.document.experiences)
        self.number = number if known else None
        super().__init__(cv, data)

    def initial_values(self, stored: list[dict[str, Any]]) -> dict[str, Any]:
        return (
            {}
            if self.number is None
            else {"origin": validators.content_fingerprint(stored[self.number])}
        )

    def current_index(self) -> int | None:
        """Index of the experience now; None when it is new, or somebody changed it."""
        known = [validators.content_fingerprint(told) for told in self.stored]
        origin = self.cleaned_data.get("origin")
        return known.index(origin) if origin in known else None

    def show_conflict(self, stored: CV) -> None:
        """Sent again, it replaces the experience that stands there now."""
        super().show_conflict(stored)
        told = stored.document.dump()[self.section]
        there = self.number is not None and self.number < len(told)
        origin = validators.content_fingerprint(told[self.number]) if there else ""
        self.replace_sent({"origin": origin})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("origin") or self.current_index() is not None:
            # Nothing of what is touched has changed.
            cleaned["seen"] = validators.content_fingerprint(self.stored)
        return cleaned


class ExperienceForm(ExperienceItemForm):
    title = form_field("experiences.title", required=True)
    where = form_field("experiences.place")
    did = form_field("experiences.did")
    skills = form_field("experiences.skills")

    def initial_values(self, stored: list[dict[str, Any]]) -> dict[str, Any]:
        first = super().initial_values(stored)
        if self.number is None:
            return first
        told = stored[self.number]
        skills = ", ".join(told["skills"])
        return first | {
            "title": told["title"],
            "where": told["place"],
            "did": told["did"],
            "skills": skills,
        }

    def section_value(self) -> list[dict[str, Any]]:
        typed = {
            "title": self.cleaned_data["title"],
            "place": self.cleaned_data["where"],
            "did": self.cleaned_data["did"],
            "skills": words_in_line(self.cleaned_data["skills"]),
        }
        told, place = list(self.stored), self.current_index()
        if place is None:
            return [*told, typed]
        told[place] = typed
        return told


class RemoveExperienceForm(ExperienceItemForm):
    def section_value(self) -> list[dict[str, Any]]:
        place = self.current_index()
        return [told for number, told in enumerate(self.stored) if number != place]


class CVLanguageForm(forms.Form):
    """The language in which a CV is written."""

    language = forms.ChoiceField(label=gettext_lazy("Le CV est écrit en"))

    def __init__(self, cv: CV, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"language": cv.language})
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = languages.written_language_choices()


class PhotoForm(forms.Form):
    photo = forms.FileField(
        label=gettext_lazy("Choisir une photo"),
        help_text=gettext_lazy("JPEG, PNG, WebP ou HEIC, 8 Mo au plus."),
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"}
        ),
        error_messages={
            "required": gettext_lazy(
                "Choisissez une photo dans votre téléphone ou votre ordinateur."
            ),
            "empty": gettext_lazy("Ce fichier est vide. Choisissez une autre photo."),
        },
    )


SECTION_FORMS: dict[str, type[SectionForm]] = {
    form.section: form
    for form in (
        StrengthsForm,
        LanguagesForm,
        GoalsForm,
        TaglineForm,
        SkillsForm,
        StoryForm,
        InterestsForm,
        NeedsForm,
        PracticalForm,
    )
}

_LAID_OUT = {
    CVSection.LANGUAGES: "_languages",
    CVSection.GOALS: "_goals",
    CVSection.STRENGTHS: "_strengths",
}


def section_template(section: str) -> str:
    return f"candidates/writing/{_LAID_OUT.get(CVSection(section), '_fields')}.html"


def uploaded_bytes(upload: Any) -> bytes:
    """Content of the upload, read up to one byte more than what is accepted."""
    return upload.read(MAX_UPLOAD_BYTES + 1)
