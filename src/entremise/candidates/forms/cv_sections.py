"""The questions of a CV as forms, the same for the person and for whoever writes with them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import override

from entremise.candidates import validators
from entremise.candidates.actions.cv_draft import save_cv_section
from entremise.candidates.content import languages
from entremise.candidates.content.cv import (
    MAX_GOALS,
    MAX_STORY_LENGTH,
    MAX_STRENGTH_LENGTH,
    MAX_STRENGTHS,
    MAX_TAGLINE_LENGTH,
)
from entremise.candidates.enums import ContractType, CVSection, JobFamily, LanguageLevel
from entremise.candidates.models import CV
from entremise.candidates.wording.sections import section_lines
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.errors import DomainError, EditConflict
from entremise.foundation.kit.forms import LineField, TextField
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.kit.uploads import MAX_UPLOAD_BYTES
from entremise.foundation.search.queries.trades import exact_trade_code

EXTRA_STRENGTH_FIELDS = 3
EXTRA_LANGUAGE_FIELDS = 2
# Said in the first person, for anybody: they appear as they are in the CV.
SUGGESTED_STRENGTHS = (
    gettext_lazy("J’écoute les autres"),
    gettext_lazy("J’arrive à l’heure"),
    gettext_lazy("J’apprends vite"),
    gettext_lazy("Je garde mon calme"),
    gettext_lazy("J’aime travailler en équipe"),
    gettext_lazy("Je suis à l’aise avec les gens"),
    gettext_lazy("Je fais attention aux détails"),
    gettext_lazy("Je m’adapte"),
    gettext_lazy("Je prends des initiatives"),
    gettext_lazy("On peut compter sur moi"),
    gettext_lazy("J’ai de l’énergie"),
    gettext_lazy("J’aime aider"),
    gettext_lazy("Je suis de bonne humeur"),
    gettext_lazy("Je termine ce que je commence"),
)


class SectionForm(forms.Form):
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
        first = {
            "version": cv.version,
            "seen": validators.content_fingerprint(self.stored),
        }
        super().__init__(
            data, initial=first | self.initial_values(self.stored), auto_id="q_%s"
        )

    def initial_values(self, stored: Any) -> dict[str, Any]:
        """Initial values of the fields, from what is stored."""
        return {"words": stored}

    def section_value(self) -> Any:
        """The section to store, from what was typed."""
        return self.cleaned_data["words"]

    def save(self, *, by: User) -> bool:
        """False when it is invalid or somebody else changed it; the form then shows both."""
        if not self.is_valid():
            return False
        try:
            self.cv = save_cv_section(
                self.cv,
                section=self.section,
                value=self.section_value(),
                version=self.cleaned_data["version"],
                seen=self.cleaned_data["seen"],
                by=by,
            )
        except EditConflict as error:
            self._show_both(error.stored)
            self.add_error(None, str(error))
            return False
        except DomainError as error:
            self.add_error(None, str(error))
            return False
        return True

    def autosave(self, *, by: User) -> dict[str, Any]:
        """JSON answer for the autosaving page: new version, or what to tell its writer."""
        if not self.save(by=by):
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

    def _show_both(self, stored: CV) -> None:
        """Show what is stored; sent again, the form replaces it."""
        value = stored.document.dump()[self.section]
        self.conflict = section_lines(self.section, value)
        self.cv = stored
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["version"], data["seen"] = (
            stored.version,
            validators.content_fingerprint(value),
        )
        self.data = data


class StrengthsForm(SectionForm):
    section = CVSection.STRENGTHS

    def __init__(self, cv: CV, data: Mapping[str, Any] | None = None) -> None:
        with override(cv.language):
            self.proposed = [str(words) for words in SUGGESTED_STRENGTHS]
        super().__init__(cv, data)
        self.fields["chosen"] = forms.MultipleChoiceField(
            label=_("Les mots qui vous ressemblent"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(words, words) for words in self.proposed],
        )
        for number in range(
            max(EXTRA_STRENGTH_FIELDS, len(self.own_strengths(self.stored)))
        ):
            self.fields[f"own_{number}"] = LineField(
                label=_("Un autre atout, avec vos mots"),
                required=False,
                max_length=MAX_STRENGTH_LENGTH,
            )

    def own_strengths(self, stored: list[str]) -> list[str]:
        return [words for words in stored if words not in self.proposed]

    def initial_values(self, stored: list[str]) -> dict[str, Any]:
        own = {
            f"own_{number}": words
            for number, words in enumerate(self.own_strengths(stored))
        }
        return own | {"chosen": [words for words in stored if words in self.proposed]}

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
        self.count = max(3, len(self.stored) + EXTRA_LANGUAGE_FIELDS)
        names = [("", _("Choisir une langue")), *languages.language_choices()]
        levels = [("", _("Choisir")), *LanguageLevel.choices]
        for number in range(self.count):
            self.fields[f"name_{number}"] = forms.ChoiceField(
                label=_("Je parle…"), choices=names, required=False
            )
            self.fields[f"level_{number}"] = forms.ChoiceField(
                label=_("Comment ?"), choices=levels, required=False
            )

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
        families = [("", _("Choisir une famille")), *JobFamily.choices]
        for number in range(MAX_GOALS):
            self.fields[f"occupation_{number}"] = LineField(
                label=_("Le métier, avec vos mots"), required=False, max_length=80
            )
            self.fields[f"family_{number}"] = forms.ChoiceField(
                label=_("La famille de métiers"), choices=families, required=False
            )

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
    words = LineField(
        label=gettext_lazy("Ma phrase"),
        max_length=MAX_TAGLINE_LENGTH,
        required=False,
        help_text=gettext_lazy("80 caractères au plus."),
    )


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
    words = TextField(
        label=gettext_lazy("Mon histoire"),
        max_length=MAX_STORY_LENGTH,
        required=False,
        rows=12,
        help_text=gettext_lazy("1 500 caractères au plus, environ une page."),
    )


class NeedsForm(SectionForm):
    section = CVSection.NEEDS
    words = TextField(
        label=gettext_lazy("Pour réussir, j’ai besoin de…"),
        max_length=1000,
        required=False,
    )


class PracticalForm(SectionForm):
    section = CVSection.PRACTICAL
    city = LineField(label=gettext_lazy("Ma ville"), max_length=120, required=False)
    departements = LineField(
        label=gettext_lazy("Départements où je peux travailler"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Les numéros, par exemple : 75, 93"),
    )
    transport = LineField(
        label=gettext_lazy("Comment je me déplace"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Par exemple : métro et vélo"),
    )
    availability = LineField(
        label=gettext_lazy("Quand je peux commencer"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Par exemple : tout de suite"),
    )
    hours = LineField(
        label=gettext_lazy("Mes horaires possibles"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Par exemple : en journée, aussi le samedi"),
    )
    licences = LineField(
        label=gettext_lazy("Mes permis"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Par exemple : permis B, CACES 1"),
    )
    contracts = forms.MultipleChoiceField(
        label=gettext_lazy("Les contrats qui me vont"),
        choices=ContractType.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def initial_values(self, stored: dict[str, Any]) -> dict[str, Any]:
        joined = {
            name: ", ".join(stored[name]) for name in ("departements", "licences")
        }
        return stored | joined

    def section_value(self) -> dict[str, Any]:
        typed = {
            name: self.cleaned_data[name]
            for name in ("city", "transport", "availability", "hours", "contracts")
        }
        lists = {
            name: self.cleaned_data[name].replace(";", ",").split(",")
            for name in ("departements", "licences")
        }
        lists["departements"] = [
            d for part in lists["departements"] for d in part.split()
        ]
        return typed | lists


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
        self.number = number
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

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("origin") or self.current_index() is not None:
            # Nothing of what is touched has changed.
            cleaned["seen"] = validators.content_fingerprint(self.stored)
        return cleaned


class ExperienceForm(ExperienceItemForm):
    title = LineField(
        label=gettext_lazy("Ce que je faisais"),
        max_length=120,
        help_text=gettext_lazy("Par exemple : vendeuse au marché"),
    )
    where = LineField(
        label=gettext_lazy("Où"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Une ville, un pays, une entreprise"),
    )
    did = TextField(
        label=gettext_lazy("Ce que j’ai fait, ce que j’ai appris"),
        max_length=1000,
        required=False,
    )
    skills = LineField(
        label=gettext_lazy("Ce que je sais faire depuis"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Séparez par des virgules : caisse, accueil, stock"),
    )

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
            "skills": [
                words
                for words in self.cleaned_data["skills"].split(",")
                if words.strip()
            ],
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
