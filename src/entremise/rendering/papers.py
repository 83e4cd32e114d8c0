"""A card, a poster and a slide for a screen, each with the QR code of its own link.

Paper cannot be withdrawn: it is only made for people who agreed to a version to print, and
it says until when it is valid.
"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from django.utils.translation import override
from PIL import Image

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.enums import GrantChannel
from entremise.candidates.queries.publications import public_photo_bytes
from entremise.foundation.kit import uploads
from entremise.foundation.kit.text import gettext as _, gettext_lazy, name_with_of

from . import cv_text, file_cache, typesetting
from .documents import common_data, encode_jpeg, published_timestamp

SLIDE_SIZE = (1920, 1080)  # pixels
# Bytes.
SLIDE_WEIGHT = 900_000
THUMBNAIL_WEIGHT = 30_000
# Paper → (its label, resolution of its thumbnail in pixels per inch).
PAPER_FORMATS: dict[str, tuple[Any, int]] = {
    "carte": (gettext_lazy("Carte A6"), 72),
    "affiche": (gettext_lazy("Affiche A4"), 40),
    "ecran": (gettext_lazy("Image d’écran"), 18),
}


def can_be_printed(cv: PublicCV) -> bool:
    return GrantChannel.PDF in cv.channels


def card_pdf(cv: PublicCV, language: str, address: str) -> bytes:
    """An A6 card; its QR code opens ``address``."""
    return _cached(
        cv,
        "carte",
        language,
        address,
        lambda data: typesetting.typeset_pdf(
            "card", data, made_at=published_timestamp(cv)
        ),
    )


def poster_pdf(cv: PublicCV, language: str, address: str) -> bytes:
    """An A4 poster to read from three metres; its QR code opens ``address``."""
    return _cached(
        cv,
        "affiche",
        language,
        address,
        lambda data: typesetting.typeset_pdf(
            "poster", data, made_at=published_timestamp(cv)
        ),
    )


def slide_jpeg(cv: PublicCV, language: str, address: str) -> bytes:
    """An image of ``SLIDE_SIZE`` for the screen of a hall; its QR code opens ``address``."""
    return _cached(
        cv,
        "ecran",
        language,
        address,
        lambda data: _as_jpeg(typesetting.typeset_png("slide", data), SLIDE_WEIGHT),
    )


def thumbnail_jpeg(cv: PublicCV, paper: str, language: str) -> bytes:
    """What the paper looks like, small. ``paper``: a key of ``PAPER_FORMATS``."""
    template = {"carte": "card", "affiche": "poster", "ecran": "slide"}[paper]
    points = PAPER_FORMATS[paper][1]

    def made(data: dict[str, Any]) -> bytes:
        return _as_jpeg(
            typesetting.typeset_png(template, data, points=points), THUMBNAIL_WEIGHT
        )

    return _cached(cv, f"{paper}-petite", language, "", made)


def _cached(
    cv: PublicCV,
    name: str,
    language: str,
    address: str,
    make: Callable[[dict[str, Any]], bytes],
) -> bytes:
    token = address.partition("?s=")[2]
    return file_cache.cached_rendering(
        cv,
        ".".join(filter(None, [name, language, token])),
        lambda: make(_data(cv, language, address)),
    )


def _data(cv: PublicCV, language: str, address: str) -> dict[str, Any]:
    shown = cv_text.renderable_cv(cv, language)
    with override(language):
        first_person = shown.language == language
        return common_data(cv, language, address) | {
            "title": _("Carte %(of_name)s") % {"of_name": name_with_of(cv.first_name)},
            "invitation": _("Et si vous vous rencontriez ?"),
            "scan": _("Photographiez ce code avec votre téléphone, ou ouvrez :"),
            "name": cv.first_name,
            "initial": cv.first_name[:1],
            "craft": cv_text.occupation_of(shown),
            "wish": cv_text.wish_in_first_person(shown)
            if first_person
            else cv_text.wish_in_third_person(shown),
            "place": cv_text.place_of(shown),
            "strengths": cv_text.strength_labels_of(shown)[:4],
            "languages": " · ".join(
                name for name, _level in cv_text.language_levels_of(shown)[:5]
            ),
            "photo": list(
                uploads.sanitize_portrait(public_photo_bytes(cv) or b"", (800, 1000))
            )
            if cv.photo
            else None,
            "photo_words": _("Photo %(of_name)s")
            % {"of_name": name_with_of(cv.first_name)},
        }


def _as_jpeg(png: bytes, weight: int) -> bytes:
    return encode_jpeg(Image.open(BytesIO(png)).convert("RGB"), weight)
