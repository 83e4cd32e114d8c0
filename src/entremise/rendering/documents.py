"""Photo, preview image, PDF and QR code of a published CV."""

from io import BytesIO
from typing import Any

import segno
from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import override
from PIL import Image

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.languages import (
    is_right_to_left,
    native_language_name,
)
from entremise.candidates.enums import CVSection, GrantChannel
from entremise.candidates.queries.publications import public_photo_bytes
from entremise.candidates.wording.sections import section_title
from entremise.foundation.kit import uploads
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _, name_with_of

from . import cv_text, file_cache, typesetting
from .glyphs import has_glyphs_for

PHOTO_SIZES = {"grande": (640, 800), "petite": (320, 400), "vignette": (160, 200)}
# Bytes.
PHOTO_WEIGHT = {"grande": 60_000, "petite": 24_000, "vignette": 7_000}
PREVIEW_SIZE = (1200, 630)
PREVIEW_WEIGHT = 200_000


def photo_jpeg(cv: PublicCV, size: str) -> bytes | None:
    """The published photo in one of ``PHOTO_SIZES``; None without photo or for another size."""
    if not cv.photo or size not in PHOTO_SIZES:
        return None
    return file_cache.cached_rendering(
        cv,
        f"photo-{size}.jpg",
        lambda: _resized_photo(_photo_bytes(cv), PHOTO_SIZES[size], PHOTO_WEIGHT[size]),
    )


def _photo_bytes(cv: PublicCV) -> bytes:
    data = public_photo_bytes(cv)
    assert data is not None  # callers check ``cv.photo``
    return data


def _resized_photo(data: bytes, size: tuple[int, int], weight: int) -> bytes:
    image = Image.open(BytesIO(uploads.sanitize_portrait(data, size))).convert("RGB")
    return encode_jpeg(image, weight)


def encode_jpeg(image: Image.Image, weight: int) -> bytes:
    """Baseline JPEG, of the best quality within ``weight`` bytes, or of the lowest one."""
    out = BytesIO()
    for quality in (86, 80, 72, 62, 50, 38):
        out = BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True, progressive=False)
        if out.tell() <= weight:
            break
    return out.getvalue()


def preview_jpeg(cv: PublicCV, language: str) -> bytes:
    """The image that networks show, of ``PREVIEW_SIZE`` pixels.

    Without family name, and without photo unless the person agreed to it there.
    """
    return file_cache.cached_rendering(
        cv, f"apercu.{language}.jpg", lambda: _preview(cv, language)
    )


def _preview(cv: PublicCV, language: str) -> bytes:
    photo = (
        _photo_bytes(cv)
        if cv.photo and GrantChannel.PREVIEW_PHOTO in cv.channels
        else None
    )
    shown = cv_text.renderable_cv(cv, language)
    has_interface = language in dict(settings.LANGUAGES)
    # No font for that script: the image is in the language of the CV.
    if not has_interface and shown.language != language:
        language, has_interface = cv_text.interface_language_of(cv), True
    with override(language if has_interface else cv_text.interface_language_of(shown)):
        data = {
            "lang": language,
            "rtl": is_right_to_left(language),
            # In a language that the site does not have, the person's text stands alone.
            "invitation": _("Et si vous vous rencontriez ?") if has_interface else "",
            "name": cv.first_name,
            "craft": cv_text.truncate(cv_text.occupation_of(shown), 70),
            "place": cv_text.truncate(cv_text.place_of(shown), 40),
            "languages": cv_text.truncate(
                " · ".join(_language_names(shown, has_interface)), 60
            ),
            "strengths": [
                cv_text.truncate(s, 40) for s in cv_text.strength_labels_of(shown)[:3]
            ],
            "photo": list(uploads.sanitize_portrait(photo, (480, 600)))
            if photo
            else None,
        }
    image = Image.open(BytesIO(typesetting.typeset_png("preview", data))).convert("RGB")
    return encode_jpeg(image, PREVIEW_WEIGHT)


def _language_names(cv: PublicCV, has_interface: bool) -> list[str]:
    """In the active language, or each in its own when the site has not the reader's."""
    if has_interface:
        return [name for name, _level in cv_text.language_levels_of(cv)[:5]]
    return [
        own
        for spoken in cv.content.languages[:5]
        if has_glyphs_for(own := native_language_name(spoken.name))
    ]


def cv_pdf(cv: PublicCV) -> bytes:
    """The CV to print, in its own language, with its address and the day it is valid until."""
    return file_cache.cached_rendering(cv, f"cv.{cv.language}.pdf", lambda: _cv_pdf(cv))


def _cv_pdf(cv: PublicCV) -> bytes:
    with cv_text.in_cv_language(cv):
        data = common_data(cv) | {
            "labels": {
                **{str(section): section_title(section) for section in CVSection},
                "letters": _("Ce que d’autres disent de moi"),
                "photo": _("Photo %(of_name)s")
                % {"of_name": name_with_of(cv.first_name)},
                "title": _("CV %(of_name)s") % {"of_name": name_with_of(cv.name)},
                "quote": [_("« "), _(" »")],
            },
            "name": cv.name,
            "wish": cv_text.wish_in_first_person(cv),
            "tagline": cv.content.tagline,
            "strengths": cv_text.strength_labels_of(cv),
            "languages": cv_text.language_levels_of(cv),
            "experiences": [
                {
                    "title": e.title,
                    "place": e.place,
                    "did": e.did,
                    "skills": ", ".join(e.skills),
                }
                for e in cv.content.experiences
            ],
            "skills": ", ".join(cv.content.skills),
            "story": cv.content.story,
            "interests": ", ".join(cv.content.interests),
            "needs": cv.content.needs,
            "letters": [
                {"words": r.text, "author": r.author, "role": r.author_role}
                for r in cv.recommendations
            ],
            "practical": cv_text.practical_facts_of(cv),
            "photo": list(uploads.sanitize_portrait(_photo_bytes(cv), (480, 600)))
            if cv.photo
            else None,
        }
    return typesetting.typeset_pdf("cv", data, made_at=published_timestamp(cv))


def common_data(cv: PublicCV, language: str = "", address: str = "") -> dict[str, Any]:
    """The data that all papers share: language, address with its QR code, validity."""
    language = language or cv_text.interface_language_of(cv)
    address = address or url_to("cv", code=cv.code)
    until = (
        _("Valable jusqu’au %(day)s.")
        % {"day": formats.date_format(timezone.localtime(cv.until), "j F Y")}
        if cv.until
        else ""
    )
    return {
        "lang": language,
        "rtl": is_right_to_left(language),
        "address": address,
        "address_read": address.partition("://")[2].partition("?")[0],
        "qr": qr_svg(address),
        "qr_words": _("Code QR vers la page %(of_name)s")
        % {"of_name": name_with_of(cv.first_name)},
        "valid": until,
        "live": _("La version à jour, et le moyen de proposer une rencontre :"),
    }


def published_timestamp(cv: PublicCV) -> int:
    """Seconds since the epoch; now for a preview."""
    return int((cv.published_at or timezone.now()).timestamp())


def qr_svg(address: str) -> str:
    """A QR code as SVG without size: the page or the paper decides."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, omitsize=True, border=2, light="#ffffff"
    )
    return out.getvalue().decode()
