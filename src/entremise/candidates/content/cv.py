"""Dataclasses of a CV: its content, stored as JSON on CV and Snapshot, and the published CV."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, Self

MAX_STRENGTHS, MAX_STRENGTH_LENGTH = 6, 40
MAX_TAGLINE_LENGTH = 80
MAX_STORY_LENGTH = 1500
MAX_INTERESTS = 6
MAX_GOALS = 2


@dataclass
class JobGoal:
    family: str  # JobFamily
    occupation: str  # in the person's words: "conseiller clientèle"
    rome: str = ""  # ROME code, five characters, when known


@dataclass
class SpokenLanguage:
    name: str  # ISO 639-1 code: "ar", "it"
    level: str  # LanguageLevel


@dataclass
class Experience:
    title: str
    did: str = ""  # what I did, what I learnt
    place: str = ""
    skills: list[str] = field(default_factory=list)


@dataclass
class Practical:
    contracts: list[str] = field(default_factory=list)  # ContractType
    departements: list[str] = field(default_factory=list)  # "75", "2A"
    city: str = ""
    transport: str = ""
    availability: str = ""
    hours: str = ""
    licences: list[str] = field(default_factory=list)


@dataclass
class CVContent:
    tagline: str = ""
    strengths: list[str] = field(default_factory=list)
    languages: list[SpokenLanguage] = field(default_factory=list)
    goals: list[JobGoal] = field(default_factory=list)
    experiences: list[Experience] = field(default_factory=list)
    skills: list[str] = field(default_factory=list)
    story: str = ""
    interests: list[str] = field(default_factory=list)
    needs: str = ""  # what I need to succeed
    practical: Practical = field(default_factory=Practical)

    @classmethod
    def load(cls, data: dict[str, Any]) -> Self:
        """From JSON; what is missing is empty, what is unknown is dropped."""
        values = _known_values(cls, data)
        for name, kind in (
            ("languages", SpokenLanguage),
            ("goals", JobGoal),
            ("experiences", Experience),
        ):
            items = values.get(name, [])
            values[name] = [kind(**_known_values(kind, item)) for item in items]
        practical = _known_values(Practical, values.get("practical", {}))
        values["practical"] = Practical(**practical)
        return cls(**values)

    def dump(self) -> dict[str, Any]:
        """As JSON, sharing no list with the content."""
        return {name: _plain(value) for name, value in vars(self).items()}


def _plain(value: Any) -> Any:
    """As ``dataclasses.asdict``, which copies each text too and takes four times as long."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if is_dataclass(value):
        return {name: _plain(inner) for name, inner in vars(value).items()}
    return value


def _known_values(kind: type[Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """The values that the dataclass has a field for: a field that was removed is no error."""
    names = {f.name for f in fields(kind)}
    return {name: value for name, value in data.items() if name in names}


@dataclass(frozen=True)
class PublishedRecommendation:
    """A recommendation as it is published."""

    author: str
    author_role: str
    text: str
    language: str = "fr"


@dataclass(frozen=True)
class PublicCV:
    """What the public may see of a candidate: a snapshot reduced to what they agreed to show."""

    code: str  # public address
    rendering_key: str  # changes at each publication; empty in a preview
    first_name: str
    family_name: str  # empty unless granted
    language: str  # in which the text is written
    content: CVContent
    zone_name: str
    channels: frozenset[str]  # GrantChannel
    photo_file: str = ""  # in private storage; empty unless granted
    recommendations: tuple[PublishedRecommendation, ...] = ()
    published_at: datetime | None = None
    until: datetime | None = None
    # The same CV in other languages, those the person accepted.
    translations: Mapping[str, CVContent] = field(default_factory=dict)
    # Language it was first written in, when this is another one.
    original_language: str = ""

    @property
    def languages(self) -> list[str]:
        """Languages it may be read in, the original one first."""
        first = self.original_language or self.language
        return [
            first,
            *(language for language in self.translations if language != first),
        ]

    def in_language(self, language: str) -> Self:
        """The CV in that language when the candidate published this translation; else unchanged."""
        if language == self.language or language not in self.translations:
            return self
        translations = {**self.translations, self.language: self.content}
        first = self.original_language or self.language
        return replace(
            self,
            language=language,
            content=self.translations[language],
            translations=translations,
            original_language=first,
        )

    @property
    def photo(self) -> bool:
        return bool(self.photo_file)

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.family_name}".strip()


class Gone:
    """Marker: the CV was public and is not any more; answered with HTTP 410, without a reason."""


GONE = Gone()
