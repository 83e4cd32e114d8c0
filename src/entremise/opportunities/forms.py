"""Forms of opportunities and proposals, shared by the spaces."""

from collections.abc import Mapping
from typing import Any

from django import forms

from entremise.candidates.content import languages
from entremise.candidates.content.fields import REQUIRED_LISTS
from entremise.candidates.enums import ContractType, JobFamily
from entremise.foundation.kit.forms import AddressField, EditForm, LineField, TextField
from entremise.foundation.kit.text import Sentence, gettext_lazy as _

from .enums import ClosingReason
from .models import Opportunity

USEFUL_LANGUAGES = (
    "fr",
    "en",
    "ar",
    "es",
    "pt",
    "it",
    "de",
    "tr",
    "uk",
    "ru",
    "zh",
    "fsl",
)
CONTRACTS = [
    choice for choice in ContractType.choices if choice[0] != ContractType.IMMERSION
]


def _useful_languages() -> list[tuple[str, str]]:
    return [(code, languages.language_name(code)) for code in USEFUL_LANGUAGES]


class JobForm(forms.Form):
    """A posted opportunity."""

    title = LineField(
        label=_("Quel travail ?"),
        max_length=120,
        help_text=_("Par exemple : conseiller clientèle."),
    )
    family = forms.ChoiceField(
        label=_("Domaine"), choices=[("", _("Choisir")), *JobFamily.choices]
    )
    contract = forms.ChoiceField(
        label=_("Contrat"), choices=[("", _("Choisir")), *CONTRACTS]
    )
    place = LineField(
        label=_("Où ?"),
        max_length=200,
        help_text=_("L’adresse, et comment on y vient."),
    )
    hours = LineField(label=_("Quels horaires ?"), max_length=120, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Langues utiles"),
        widget=forms.CheckboxSelectMultiple,
        choices=_useful_languages,
        required=False,
    )
    description = TextField(
        label=_("Ce que l’on fait dans une journée"),
        help_text=_(
            "Des gestes concrets. Dites aussi ce que vous ne demandez pas : diplôme, CV sans trou…"
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [each.name for each in REQUIRED_LISTS]
        for name, choices, words in REQUIRED_LISTS:
            self.fields[name] = forms.MultipleChoiceField(
                label=words.question,
                widget=forms.CheckboxSelectMultiple,
                choices=choices.options,
                required=False,
            )
        others = [name for name in self.fields if name not in asked]
        before = others.index("description")
        self.order_fields([*others[:before], *asked, *others[before:]])


class ExternalJobForm(JobForm):
    """An opportunity that the team found elsewhere."""

    employer_name = LineField(label=_("Quel employeur ?"), max_length=120)
    external_url = AddressField(label=_("Adresse de l’annonce"), required=False)
    field_order = ["employer_name", "external_url"]


class SketchForm(forms.Form):
    """A sketch for a person; each column also has its own form (``SketchColumnForm``)."""

    title = LineField(
        label=_("Un nom pour ce poste"),
        max_length=120,
        help_text=_("Provisoire : il peut changer."),
    )
    contract = forms.ChoiceField(
        label=_("Contrat imaginé"),
        choices=[("", _("Pas encore")), *CONTRACTS],
        required=False,
    )
    place = LineField(label=_("Où ?"), max_length=200, required=False)
    hours = LineField(label=_("Quels horaires ?"), max_length=120, required=False)
    left_undone = TextField(
        label=_("Ce qui reste à faire chez vous"),
        help_text=_(
            "Ce que personne n’a le temps de faire. Ce qui est fait à moitié. Ce qui vous manque."
        ),
        required=False,
    )


class SketchByTeamForm(SketchForm):
    does_well = TextField(label=_("Ce que la personne fait bien"), required=False)
    field_order = ["title", "does_well", "left_undone"]


class SketchColumnForm(EditForm):
    """One of the two columns of a sketch; ``was``: its text when the page was opened."""

    stored: str | None = None  # what somebody else wrote meanwhile

    text = TextField(label="", max_length=1500, rows=8)
    was = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def __init__(
        self,
        job: Opportunity,
        column: str,
        data: Mapping[str, Any] | None = None,
        *,
        label: Sentence,
        hint: Sentence = "",
    ) -> None:
        self.column = column
        was = getattr(job, column)
        super().__init__(data, initial={"text": was, "was": was})
        self.fields["text"].label, self.fields["text"].help_text = label, hint

    def show_conflict(self, stored: Opportunity) -> None:
        self.stored = getattr(stored, self.column)
        self.replace_sent({"was": self.stored})

    def clean_was(self) -> str:
        return str(self.cleaned_data["was"]).replace("\r\n", "\n")


class ProposalMessageForm(forms.Form):
    """A message to the person, or what they said."""

    message = TextField(label="", rows=5)

    def __init__(
        self,
        *args: Any,
        label: Sentence,
        hint: Sentence = "",
        required: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["message"]
        field.label, field.help_text, field.required = label, hint, required


class ProposalClosingForm(forms.Form):
    """An employer closes a proposal; ``seen``: its state when the page was opened."""

    reason = forms.ChoiceField(
        label=_("Pour quelle raison ?"),
        choices=ClosingReason.choices,
        widget=forms.RadioSelect,
    )
    message = TextField(label=_("Vos mots"), rows=5)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, hint: Sentence = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].help_text = hint
