"""Closed lists of a CV: what is stored for each choice, and its label in each language.

In a list that also takes the person's own words, a stored text is a choice when it is its key or
its label in any language of the site; else it is the person's words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import override

from entremise.foundation.kit.text import gettext_lazy as _


@dataclass(frozen=True)
class Choice:
    key: str  # stored; never changed once a CV may hold it
    label: Any  # shown, in the reader's language
    also_written: tuple[str, ...] = ()  # free words that mean this choice
    includes: tuple[str, ...] = ()  # keys of the choices that come with it


@dataclass(frozen=True, eq=False)
class ChoiceList:
    choices: tuple[Choice, ...]

    @cached_property
    def by_key(self) -> dict[str, Choice]:
        return {choice.key: choice for choice in self.choices}

    def __contains__(self, key: object) -> bool:
        return key in self.by_key

    def options(self) -> list[tuple[str, str]]:
        """(key, label in the active language), for a form."""
        return [(choice.key, str(choice.label)) for choice in self.choices]

    def key_of(self, stored: str) -> str:
        """Key of the choice that a stored text means; empty when it is somebody's words."""
        return stored if stored in self else _spellings(self).get(_folded(stored), "")

    def label_of(self, stored: str) -> str:
        """Label in the active language; somebody's own words as they are."""
        key = self.key_of(stored)
        return str(self.by_key[key].label) if key else stored

    def labels_of(self, stored: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(map(self.label_of, stored)))

    def chosen(self, stored: Iterable[str]) -> list[str]:
        """Keys of the choices among stored texts."""
        return list(dict.fromkeys(filter(None, map(self.key_of, stored))))

    def own_words(self, stored: Iterable[str]) -> list[str]:
        """Stored texts that are no choice."""
        return [words for words in stored if not self.key_of(words)]

    def all_labels_of(self, stored: str) -> list[str]:
        """The text in each language of the site, to be found in any of them."""
        key = self.key_of(stored)
        return list(_labels_in_languages(self)[key]) if key else [stored]

    def with_included(self, keys: Iterable[str]) -> frozenset[str]:
        """The keys and those of the choices that come with them."""
        held = set(keys)
        return frozenset(
            held.union(*(self.by_key[k].includes for k in held if k in self))
        )


def choices_of(enum: type[TextChoices]) -> ChoiceList:
    return ChoiceList(tuple(Choice(str(each.value), each.label) for each in enum))


@cache
def _labels_in_languages(choices: ChoiceList) -> dict[str, tuple[str, ...]]:
    """Key → its labels, one for each language of the site."""
    labels: dict[str, dict[str, None]] = {choice.key: {} for choice in choices.choices}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for choice in choices.choices:
                labels[choice.key][str(choice.label)] = None
    return {key: tuple(texts) for key, texts in labels.items()}


@cache
def _spellings(choices: ChoiceList) -> dict[str, str]:
    """Folded label or other spelling → key."""
    return {
        _folded(words): choice.key
        for choice in choices.choices
        for words in (
            choice.key,
            *_labels_in_languages(choices)[choice.key],
            *choice.also_written,
        )
    }


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").casefold().split())


def _caces(*categories: str) -> tuple[str, ...]:
    """How people write a category of forklifts."""
    return tuple(
        f"{written}{category}"
        for category in categories
        for written in ("CACES ", "CACES R489 ", "CACES R489-")
    )


# The key of a ready-made strength is its sentence as it was first proposed, in French: what CVs and
# their immutable snapshots already hold. A better wording changes the label, not the key.
STRENGTHS = ChoiceList(
    (
        Choice("J’écoute les autres", _("J’écoute les autres")),
        Choice("J’arrive à l’heure", _("J’arrive à l’heure")),
        Choice("J’apprends vite", _("J’apprends vite")),
        Choice("Je garde mon calme", _("Je garde mon calme")),
        Choice("J’aime travailler en équipe", _("J’aime travailler en équipe")),
        Choice("Je suis à l’aise avec les gens", _("Je suis à l’aise avec les gens")),
        Choice("Je fais attention aux détails", _("Je fais attention aux détails")),
        Choice("Je m’adapte", _("Je m’adapte")),
        Choice("Je prends des initiatives", _("Je prends des initiatives")),
        Choice("On peut compter sur moi", _("On peut compter sur moi")),
        Choice("J’ai de l’énergie", _("J’ai de l’énergie")),
        Choice("J’aime aider", _("J’aime aider")),
        Choice("Je suis de bonne humeur", _("Je suis de bonne humeur")),
        Choice("Je termine ce que je commence", _("Je termine ce que je commence")),
    )
)

# The keys are those that jobs ask for.
LICENCES = ChoiceList(
    (
        Choice("AM", _("Permis AM (cyclomoteur)"), ("permis AM", "BSR")),
        Choice("A", _("Permis A (moto)"), ("permis A", "permis moto")),
        Choice(
            "B",
            _("Permis B (voiture)"),
            (
                "permis B",
                "permis de conduire",
                "permis de conduire B",
                "permis voiture",
            ),
        ),
        Choice(
            "BE", _("Permis BE (voiture et remorque)"), ("permis BE",), includes=("B",)
        ),
        Choice(
            "C",
            _("Permis C (camion)"),
            ("permis C", "permis poids lourd"),
            includes=("B",),
        ),
        Choice(
            "CE",
            _("Permis CE (camion et remorque)"),
            ("permis CE", "permis super lourd"),
            includes=("B", "C"),
        ),
        Choice("D", _("Permis D (autobus, autocar)"), ("permis D",), includes=("B",)),
        Choice(
            "cariste",
            _("Permis cariste (autorisation de conduite)"),
            ("permis cariste", "autorisation de conduite"),
        ),
        Choice("CACES 1", _("CACES R489-1 (transpalettes)"), _caces("1", "1A")),
        Choice("CACES 2", _("CACES R489-2 (chariots à plateau)"), _caces("2", "2A")),
        Choice("CACES 3", _("CACES R489-3 (chariots élévateurs)"), _caces("3")),
        Choice("CACES 4", _("CACES R489-4 (plus de 6 tonnes)"), _caces("4")),
        Choice("CACES 5", _("CACES R489-5 (mât rétractable)"), _caces("5")),
        Choice("CACES 6", _("CACES R489-6 (poste élevable)"), _caces("6")),
        Choice("CACES R482", _("CACES R482 (engins de chantier)"), ("R482",)),
        Choice("CACES R485", _("CACES R485 (gerbeurs)"), ("R485",)),
        Choice("CACES R486", _("CACES R486 (nacelles)"), ("R486",)),
        Choice("CACES R490", _("CACES R490 (grues)"), ("R490",)),
    )
)
