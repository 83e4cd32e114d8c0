"""Content of the cards of visible people.

Prepared at publication (``actions.cards``), else built by the reader who needs it.
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

from entremise.candidates.content import choices, fields
from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.fields import ShownText
from entremise.candidates.models import Publication
from entremise.candidates.wording import marking
from entremise.candidates.wording.sections import line_text
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
    """What a card shows besides the ``PersonSummary``, in every language of the interface."""

    photo: bool
    language: str  # of the tagline and the strengths
    tagline: str
    strengths: list[str]
    wish_texts: dict[str, list[ShownText]]  # language of the reader → sentence
    cv_lines: CVLines

    @property
    def wish(self) -> dict[str, str]:
        return {lang: line_text(texts) for lang, texts in self.wish_texts.items()}

    @property
    def weight(self) -> int:
        """Size in memory, in bytes, roughly."""
        return 500 + self.cv_lines.weight


def build_card_contents(cvs: Iterable[PublicCV]) -> list[CardContent]:
    trades = trade_thesaurus()
    return [_build_card_content(cv, trades) for cv in cvs]


def _build_card_content(cv: PublicCV, trades: Thesaurus) -> CardContent:
    wish: dict[str, list[ShownText]] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            wish[language] = cv_text.third_person_texts(cv)
    content = cv.content
    return CardContent(
        cv.photo,
        cv.language,
        content.tagline,
        content.strengths[:3],
        wish,
        cv_lines(cv, trades),
    )


def card_contents_for(
    summaries: Iterable[PersonSummary],
) -> dict[PersonSummary, CardContent]:
    """The contents for those still visible; one query when all cards are prepared."""
    by_row = {summary.publication: summary for summary in summaries}
    rows = GalleryCard.objects.filter(publication__in=by_row).values_list(
        "publication", "fingerprint", "content"
    )
    ready = {
        by_row[pk]: _deserialize_card(content)
        for pk, fingerprint, content in rows
        if fingerprint == card_fingerprint(by_row[pk])
    }
    missing = {one.candidate: one for one in by_row.values() if one not in ready}
    people = (
        published_people([one.publication for one in missing.values()])
        if missing
        else []
    )
    built = build_card_contents(person.cv for person in people) if people else []
    return ready | {
        missing[person.candidate]: content
        for person, content in zip(people, built, strict=True)
    }


def card_fingerprint(summary: PersonSummary) -> str:
    """Changes with the publication, the zone and the format of cards."""
    source = f"{summary.rendering_key} {summary.zone}".encode()
    return card_format_version() + blake2b(source, digest_size=8).hexdigest()


@cache
def card_format_version() -> str:
    """Changes with the sources and the translations that cards are made with (16 characters)."""
    makers = (search_reasons, cv_text, choices, fields, marking)
    sources = [Path(__file__), *(Path(str(maker.__file__)) for maker in makers)]
    sources += [
        path
        for place in settings.LOCALE_PATHS
        for path in sorted(Path(place).glob("*/LC_MESSAGES/*.po"))
    ]
    return blake2b(
        b"".join(path.read_bytes() for path in sources), digest_size=8
    ).hexdigest()


def serialize_card(card: CardContent) -> bytes:
    return zlib.compress(json.dumps(asdict(card)).encode(), level=6)


def _deserialize_card(content: bytes | memoryview) -> CardContent:
    card = json.loads(zlib.decompress(content))
    stored = card.pop("cv_lines")
    lines = [(label, text) for label, text in stored["lines"]]
    town = Commune(*stored["town"]) if stored["town"] else None
    wish = {
        language: [ShownText(**text) for text in texts]
        for language, texts in card.pop("wish_texts").items()
    }
    return CardContent(
        **card, wish_texts=wish, cv_lines=CVLines(lines, stored["lines_by_term"], town)
    )


def publications_without_card(most: int) -> list[int]:
    """Row ids of visible publications that have no card of the current format."""
    rows = (
        Publication.objects.live()
        .exclude(card__fingerprint__startswith=card_format_version())
        .order_by("pk")
    )
    return list(rows.values_list("pk", flat=True)[:most])
