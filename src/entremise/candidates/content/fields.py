"""Every field of a CV, declared once, in the order of the questions.

Forms, validators, pages, papers, search, translation, matching, differences and the export read
this declaration. A field added to ``content.cv`` must be declared here: a test says so, then walks
it through every reader.

All fields are visible to the same people and leave together: those of a published CV to everybody,
those of a draft to the person, their coach and the team; all are exported with the person's data
and erased with the CV.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from entremise.candidates.enums import ContractType, CVSection, JobFamily, LanguageLevel
from entremise.foundation.kit.text import gettext_lazy as _

from .choices import LICENCES, STRENGTHS, Choice, ChoiceList, choices_of
from .cv import (
    MAX_GOALS,
    MAX_INTERESTS,
    MAX_STORY_LENGTH,
    MAX_STRENGTH_LENGTH,
    MAX_STRENGTHS,
    MAX_TAGLINE_LENGTH,
    CVContent,
)
from .languages import LANGUAGES

MAX_LINE_LENGTH, MAX_TEXT_LENGTH, MAX_ITEMS, MAX_ITEM_LENGTH = 120, 1000, 12, 60
MAX_LICENCES = 24


class FieldKind(StrEnum):
    LINE = "line"
    TEXT = "text"
    CODE = "code"  # of a nomenclature, not shown by itself
    CODES = "codes"
    CHOICE = "choice"  # one key of a closed list
    CHOICES = "choices"
    WORDS = "words"  # a list in the person's words
    CHOICES_AND_WORDS = "choices_and_words"  # keys of a list, and the person's words

    @property
    def is_list(self) -> bool:
        return self in (
            FieldKind.CODES,
            FieldKind.CHOICES,
            FieldKind.WORDS,
            FieldKind.CHOICES_AND_WORDS,
        )


@dataclass(frozen=True)
class ShownText:
    text: str
    own: bool  # in the person's words; else in ours, in the active language


@dataclass(frozen=True, kw_only=True)
class JobRequirement:
    """A job may ask for choices of the list: it cannot be done without them."""

    fact: str  # of matching: "licence" gives licence_held and licence_missing
    label: Any  # beside what a job asks
    question: Any  # in the form of a job
    # Sentences with %(about)s, about the person, then addressed to them.
    held: Any
    missing: Any
    held_to_person: Any
    missing_to_person: Any


@dataclass(frozen=True, kw_only=True)
class CVField:
    path: str  # in ``CVContent``: "story", "practical.city"; "goals.family" is of each item
    label: Any
    kind: FieldKind
    help_text: Any = ""
    other_label: Any = ""  # of the free words beside the choices
    other_help_text: Any = ""
    max_length: int = 0  # characters: of a line, of a text, of each item
    max_items: int = 0
    choices: ChoiceList | None = None
    pattern: re.Pattern[str] | None = None  # of each code
    required: bool = False
    error: Any = ""  # when it is missing, or not of the list or the pattern
    translated: bool = False
    keeps_its_name: bool = False  # a name of place: its translation is optional
    index_field: str = ""  # of ``IndexEntry``; empty when it is not searched by words
    accompanied_index_field: str = ""  # the same, only for the coach and the team
    facet: str = ""  # of the public index
    reason: str = ""  # key of ``REASON_LABELS``, when a search result quotes it
    matched: bool = False  # compared with a job
    requirement: JobRequirement | None = None  # of a closed list, when a job may ask it

    @property
    def section(self) -> CVSection:
        return CVSection(self.path.partition(".")[0])

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]

    def values(self, value: Any) -> list[str]:
        """A stored value as a list, empty when there is nothing."""
        return list(value) if self.kind.is_list else [value] if value else []

    def shown(self, value: Any) -> list[str]:
        """Texts of a stored value, choices as labels in the active language."""
        values = self.values(value)
        return self.choices.labels_of(values) if self.choices else values

    def shown_texts(self, value: Any) -> list[ShownText]:
        """The same, each with whose words they are."""
        own = set(self.own_words(value))
        return [ShownText(text, text in own) for text in self.shown(value)]

    def own_words(self, value: Any) -> list[str]:
        """What of a stored value is in the person's words."""
        values = self.values(value)
        return self.choices.own_words(values) if self.choices else values

    def other_labels(self, value: Any) -> list[str]:
        """What is not shown of a stored value, and finds it: choices in other languages."""
        if self.choices is None or not self.kind.is_list:
            return []
        labels = [one for each in value for one in self.choices.all_labels_of(each)]
        return [label for label in labels if label not in self.shown(value)]


@dataclass(frozen=True, kw_only=True)
class SectionDeclaration:
    title: Any  # the only label of the section, everywhere
    max_items: int = 0  # of a section made of items
    too_many: Any = ""
    unique: str = ""  # field that two items do not share: the last one counts


SECTIONS: dict[CVSection, SectionDeclaration] = {
    CVSection.STRENGTHS: SectionDeclaration(title=_("Mes atouts")),
    CVSection.LANGUAGES: SectionDeclaration(
        title=_("Mes langues"),
        max_items=MAX_ITEMS,
        too_many=_("Langues : %(many)d au plus."),
        unique="name",
    ),
    CVSection.GOALS: SectionDeclaration(
        title=_("Le travail que je cherche"),
        max_items=MAX_GOALS,
        too_many=_("Deux métiers au plus. Gardez ceux que vous voulez le plus."),
    ),
    CVSection.TAGLINE: SectionDeclaration(title=_("Ma phrase")),
    CVSection.EXPERIENCES: SectionDeclaration(
        title=_("Ce que j’ai fait"),
        max_items=MAX_ITEMS,
        too_many=_("Douze expériences au plus. Gardez les plus importantes."),
    ),
    CVSection.SKILLS: SectionDeclaration(title=_("Ce que je sais faire")),
    CVSection.STORY: SectionDeclaration(title=_("Mon histoire")),
    CVSection.INTERESTS: SectionDeclaration(title=_("Ce que j’aime")),
    CVSection.NEEDS: SectionDeclaration(title=_("Ce qui m’aide à réussir")),
    CVSection.PRACTICAL: SectionDeclaration(title=_("En pratique")),
}

# Labels under which a search result quotes a field, the first said first.
REASON_LABELS: dict[str, Any] = {
    "seeks": _("Cherche"),
    "speaks": _("Parle"),
    "lives": _("Vers"),
    "rides": _("Transports"),
    "moves": _("Mobilité"),
    "was": _("A été"),
    "knows": _("Sait"),
    "strong": _("Atout"),
    "says": _("Dit"),
    "likes": _("Aime"),
    "holds": _("Permis"),
}

_LANGUAGE_NAMES = ChoiceList(
    tuple(Choice(code, name) for code, (name, _own) in LANGUAGES.items())
)

FIELDS: tuple[CVField, ...] = (
    CVField(
        path="strengths",
        label=SECTIONS[CVSection.STRENGTHS].title,
        kind=FieldKind.CHOICES_AND_WORDS,
        choices=STRENGTHS,
        max_length=MAX_STRENGTH_LENGTH,
        max_items=MAX_STRENGTHS,
        translated=True,
        index_field="skills",
        reason="strong",
        matched=True,
    ),
    CVField(
        path="languages.name",
        label=_("Je parle…"),
        kind=FieldKind.CHOICE,
        choices=_LANGUAGE_NAMES,
        required=True,
        error=_("Choisissez une langue dans la liste."),
        index_field="languages",
        facet="language",
        reason="speaks",
        matched=True,
    ),
    CVField(
        path="languages.level",
        label=_("Comment ?"),
        kind=FieldKind.CHOICE,
        choices=choices_of(LanguageLevel),
        required=True,
        error=_("Dites comment vous parlez cette langue."),
        matched=True,
    ),
    CVField(
        path="goals.family",
        label=_("La famille de métiers"),
        kind=FieldKind.CHOICE,
        choices=choices_of(JobFamily),
        required=True,
        error=_("Choisissez une famille de métiers."),
        index_field="skills",
        facet="family",
        matched=True,
    ),
    CVField(
        path="goals.occupation",
        label=_("Le métier, avec vos mots"),
        kind=FieldKind.LINE,
        max_length=80,
        translated=True,
        index_field="title",
        facet="trade",
        reason="seeks",
        matched=True,
    ),
    CVField(
        path="goals.rome",
        label=_("Code ROME"),
        kind=FieldKind.CODE,
        pattern=re.compile(r"^[A-N]\d{4}$"),
        error=_("Ce code de métier n’existe pas."),
        matched=True,
    ),
    CVField(
        path="tagline",
        label=SECTIONS[CVSection.TAGLINE].title,
        kind=FieldKind.LINE,
        help_text=_("80 caractères au plus."),
        max_length=MAX_TAGLINE_LENGTH,
        translated=True,
        index_field="text",
        reason="says",
    ),
    CVField(
        path="experiences.title",
        label=_("Ce que je faisais"),
        kind=FieldKind.LINE,
        help_text=_("Par exemple : vendeuse au marché"),
        max_length=MAX_LINE_LENGTH,
        required=True,
        error=_("Dites en quelques mots ce que vous faisiez."),
        translated=True,
        index_field="past",
        reason="was",
        matched=True,
    ),
    CVField(
        path="experiences.place",
        label=_("Où"),
        kind=FieldKind.LINE,
        help_text=_("Une ville, un pays, une entreprise"),
        max_length=MAX_LINE_LENGTH,
        translated=True,
        keeps_its_name=True,
    ),
    CVField(
        path="experiences.did",
        label=_("Ce que j’ai fait, ce que j’ai appris"),
        kind=FieldKind.TEXT,
        max_length=MAX_TEXT_LENGTH,
        translated=True,
        index_field="text",
        reason="says",
        matched=True,
    ),
    CVField(
        path="experiences.skills",
        label=_("Ce que je sais faire depuis"),
        kind=FieldKind.WORDS,
        help_text=_("Séparez par des virgules : caisse, accueil, stock"),
        max_length=MAX_ITEM_LENGTH,
        max_items=MAX_ITEMS,
        translated=True,
        index_field="skills",
        reason="knows",
        matched=True,
    ),
    CVField(
        path="skills",
        label=SECTIONS[CVSection.SKILLS].title,
        kind=FieldKind.WORDS,
        max_length=MAX_ITEM_LENGTH,
        max_items=MAX_ITEMS,
        translated=True,
        index_field="skills",
        facet="skill",
        reason="knows",
        matched=True,
    ),
    CVField(
        path="story",
        label=SECTIONS[CVSection.STORY].title,
        kind=FieldKind.TEXT,
        help_text=_("1 500 caractères au plus, environ une page."),
        max_length=MAX_STORY_LENGTH,
        translated=True,
        index_field="text",
        reason="says",
    ),
    CVField(
        path="interests",
        label=SECTIONS[CVSection.INTERESTS].title,
        kind=FieldKind.WORDS,
        max_length=MAX_ITEM_LENGTH,
        max_items=MAX_INTERESTS,
        translated=True,
        index_field="text",
        reason="likes",
    ),
    CVField(
        path="needs",
        label=SECTIONS[CVSection.NEEDS].title,
        kind=FieldKind.TEXT,
        max_length=MAX_TEXT_LENGTH,
        translated=True,
        accompanied_index_field="text",
        matched=True,
    ),
    CVField(
        path="practical.city",
        label=_("Ma ville"),
        kind=FieldKind.LINE,
        max_length=MAX_LINE_LENGTH,
        translated=True,
        keeps_its_name=True,
        index_field="places",
        facet="city",
        reason="lives",
    ),
    CVField(
        path="practical.departements",
        label=_("Départements où je peux travailler"),
        kind=FieldKind.CODES,
        help_text=_("Les numéros, par exemple : 75, 93"),
        max_items=MAX_ITEMS,
        pattern=re.compile(r"^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-46])$"),
        error=_(
            "« %(wrong)s » n’est pas un numéro de département. Écrivez par exemple 75."
        ),
        index_field="places",
        facet="departement",
        reason="moves",
        matched=True,
    ),
    CVField(
        path="practical.transport",
        label=_("Comment je me déplace"),
        kind=FieldKind.LINE,
        help_text=_("Par exemple : métro et vélo"),
        max_length=MAX_LINE_LENGTH,
        translated=True,
        index_field="text",
        reason="rides",
    ),
    CVField(
        path="practical.availability",
        label=_("Quand je peux commencer"),
        kind=FieldKind.LINE,
        help_text=_("Par exemple : tout de suite"),
        max_length=MAX_LINE_LENGTH,
        translated=True,
    ),
    CVField(
        path="practical.hours",
        label=_("Mes horaires possibles"),
        kind=FieldKind.LINE,
        help_text=_("Par exemple : en journée, aussi le samedi"),
        max_length=MAX_LINE_LENGTH,
        translated=True,
        matched=True,
    ),
    CVField(
        path="practical.licences",
        label=_("Mes permis et CACES"),
        kind=FieldKind.CHOICES_AND_WORDS,
        choices=LICENCES,
        other_label=_("Un autre permis, avec vos mots"),
        other_help_text=_("Séparez par des virgules."),
        max_length=40,
        max_items=MAX_LICENCES,
        translated=True,
        index_field="skills",
        reason="holds",
        matched=True,
        requirement=JobRequirement(
            fact="licence",
            label=_("Permis"),
            question=_("Permis sans lequel on ne peut pas faire ce travail"),
            held=_("A le permis demandé : %(about)s"),
            missing=_("Permis demandé : %(about)s"),
            held_to_person=_("Vous avez le permis demandé : %(about)s"),
            missing_to_person=_("Il faut ce permis : %(about)s"),
        ),
    ),
    CVField(
        path="practical.contracts",
        label=_("Les contrats qui me vont"),
        kind=FieldKind.CHOICES,
        choices=choices_of(ContractType),
        error=_("Choisissez les contrats dans la liste."),
        facet="contract",
        matched=True,
    ),
)
_BY_PATH = {field.path: field for field in FIELDS}


class RequiredList(NamedTuple):
    """A closed list from which a job may ask."""

    name: str  # of the field, here and in a job
    choices: ChoiceList
    words: JobRequirement


REQUIRED_LISTS = tuple(
    RequiredList(field.name, field.choices, field.requirement)
    for field in FIELDS
    if field.choices and field.requirement
)


def cv_field(path: str) -> CVField:
    return _BY_PATH[path]


def fields_of(section: str) -> list[CVField]:
    """The fields of a section, in the order of its form."""
    return [field for field in FIELDS if field.section == section]


def is_item_section(section: str) -> bool:
    """A section made of items, each with all its fields: experiences, goals, languages."""
    return bool(SECTIONS[CVSection(section)].max_items)


def stored_values(data: Mapping[str, Any], field: CVField) -> Iterator[tuple[str, Any]]:
    """(key, value) of the field in stored content: one, or one an item ("goals.0.family")."""
    stored = data[field.section]
    if field.path == field.section:
        yield field.path, stored
    elif is_item_section(field.section):
        for number, item in enumerate(stored):
            yield f"{field.section}.{number}.{field.name}", item[field.name]
    else:
        yield field.path, stored[field.name]


def index_texts(
    content: CVContent, index_field: str, *, accompanied: bool = False
) -> list[str]:
    """The texts of a CV for one field of a search index.

    With ``accompanied``, for those who accompany the person: also what nobody else searches.
    """
    data = content.dump()
    texts: list[str] = []
    others: list[str] = []
    for field in FIELDS:
        read_as = field.index_field or (accompanied and field.accompanied_index_field)
        if not read_as or index_field not in (read_as, "text"):
            continue
        for _key, value in stored_values(data, field):
            if read_as == index_field:
                texts += field.shown(value)
            if index_field == "text":
                others += field.other_labels(value)
    return [*texts, *others]


def facet_values(content: CVContent) -> dict[str, list[str]]:
    """The values of a CV for each facet of the public index."""
    data = content.dump()
    return {
        field.facet: [
            one[:MAX_ITEM_LENGTH]
            for _key, value in stored_values(data, field)
            for one in field.values(value)
        ]
        for field in FIELDS
        if field.facet
    }
