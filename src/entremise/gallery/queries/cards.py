"""What a card says of somebody visible.

Prepared at publication (``actions.cards``), else made by whoever needs it.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.models import Publication
from entremise.foundation.search.analysis.places import Commune
from entremise.foundation.search.analysis.thesaurus import Thesaurus
from entremise.foundation.search.queries.vocabulary_cache import trade_thesaurus
from entremise.gallery.models import GalleryCard
from entremise.rendering import cv_text

from . import search_reasons
from .people import PersonSummary, published_people
from .search_reasons import CVLines, cv_lines


@dataclass(frozen=True)
class CardContent:
    """In every language of the interface.

    The name, the place in the order and the address are those of the face.
    """

    photo: bool
    language: str  # of the person's own words
    tagline: str
    strengths: list[str]
    wish: dict[str, str]  # language of the reader → our words
    cv_lines: CVLines

    @property
    def weight(self) -> int:
        return 500 + self.cv_lines.weight


def build_card_contents(cvs: Iterable[PublicCV]) -> list[CardContent]:
    trades = trade_thesaurus()
    return [_build_card_content(cv, trades) for cv in cvs]


def _build_card_content(cv: PublicCV, trades: Thesaurus) -> CardContent:
    seeks = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            seeks[language] = cv_text.wish_in_third_person(cv)
    content = cv.content
    return CardContent(
        cv.photo,
        cv.language,
        content.tagline,
        content.strengths[:3],
        seeks,
        cv_lines(cv, trades),
    )


def card_contents_for(
    faces: Iterable[PersonSummary],
) -> dict[PersonSummary, CardContent]:
    """Of those still visible. One read when all are prepared."""
    by_row = {face.publication: face for face in faces}
    rows = GalleryCard.objects.filter(publication__in=by_row).values_list(
        "publication", "made_of", "content"
    )
    ready = {
        by_row[pk]: _deserialize_card(content)
        for pk, made_of, content in rows
        if made_of == card_fingerprint(by_row[pk])
    }
    by_candidate = {
        face.candidate: face for face in by_row.values() if face not in ready
    }
    found = (
        published_people([face.publication for face in by_candidate.values()])
        if by_candidate
        else []
    )
    made = build_card_contents(person.cv for person in found) if found else []
    return ready | {
        by_candidate[person.candidate]: one
        for person, one in zip(found, made, strict=True)
    }


def card_fingerprint(face: PersonSummary) -> str:
    """Another publication, another place, another way of saying it: another card."""
    return (
        card_format_version()
        + blake2b(
            f"{face.rendering_key} {face.zone}".encode(), digest_size=8
        ).hexdigest()
    )


@cache
def card_format_version() -> str:
    """Changes with the sources and the translations that cards are made with."""
    sources = [Path(__file__), Path(search_reasons.__file__), Path(cv_text.__file__)]
    sources += [
        path
        for place in settings.LOCALE_PATHS
        for path in sorted(Path(place).glob("*/LC_MESSAGES/*.po"))
    ]
    return blake2b(
        b"".join(path.read_bytes() for path in sources), digest_size=8
    ).hexdigest()


def serialize_card(outline: CardContent) -> bytes:
    return zlib.compress(json.dumps(asdict(outline)).encode(), level=6)


def _deserialize_card(content: bytes | memoryview) -> CardContent:
    outline = json.loads(zlib.decompress(content))
    said = outline.pop("said")
    lines = [(label, text) for label, text in said["lines"]]
    town = Commune(*said["town"]) if said["town"] else None
    return CardContent(**outline, cv_lines=CVLines(lines, said["answers"], town))


def publications_without_card(most: int) -> list[int]:
    """Some row ids of the publications visible now that have no card of this edition."""
    rows = (
        Publication.objects.live()
        .exclude(card__made_of__startswith=card_format_version())
        .order_by("pk")
    )
    return list(rows.values_list("pk", flat=True)[:most])
