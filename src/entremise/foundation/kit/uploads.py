"""Uploaded files: checked, then written again so that no metadata stays in them.

A picture is checked by its header before its pixels are decoded: a file of 500 kB can
otherwise need 700 MB of memory. Each process decodes one large picture at a time: twenty that
are sent together need the memory of one (120 MB for 25 million points), and wait.
"""

import contextlib
import threading
import warnings
from collections.abc import Iterator
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from .errors import DomainError
from .text import gettext_lazy as _

MAX_UPLOAD_BYTES = 8 * 1024 * 1024
MAX_PIXELS = 25_000_000
LARGE_PIXELS = 2_000_000
MIN_SIDE = 240
MIN_LOGO_SIDE = 32
LOGO_SIZE = (512, 512)
PORTRAIT_SIZE = (800, 1000)
THUMBNAIL_SIZE = (400, 500)
SCAN_SIZE = (2000, 2000)
IMAGE_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
# One large picture at a time, in each process.
_large_pictures = threading.BoundedSemaphore(1)
_SRGB = ImageCms.createProfile("sRGB")
register_heif_opener(thumbnails=False)


class FileRefused(DomainError):
    """The file is not accepted; the message says what to send instead."""


def sanitize_portrait(data: bytes, size: tuple[int, int] = PORTRAIT_SIZE) -> bytes:
    """The picture as an upright 4:5 JPEG in sRGB, without metadata."""
    image = _checked_image(data)
    with _memory_for(image):
        # a JPEG is decoded at a smaller size: less memory, less time
        image.draft("RGB", (size[0] * 2, size[1] * 2))
        image = ImageOps.exif_transpose(_decoded(image))
        # The face is usually in the upper part of an upright picture.
        return _jpeg(
            ImageOps.fit(
                _flat(image), size, Image.Resampling.LANCZOS, centering=(0.5, 0.35)
            )
        )


@contextlib.contextmanager
def _memory_for(image: Image.Image) -> Iterator[None]:
    """Wait for another large picture to be done."""
    if image.width * image.height <= LARGE_PIXELS:
        yield
        return
    with _large_pictures:
        yield


def make_thumbnail(data: bytes) -> bytes:
    """The small size of a portrait."""
    return sanitize_portrait(data, THUMBNAIL_SIZE)


def sanitize_scan(data: bytes) -> tuple[bytes, str]:
    """A signed paper, as a picture or a PDF: (content, file extension)."""
    if data[:5] == b"%PDF-":
        _check_weight(data)
        return data, "pdf"
    image = _checked_image(data)
    with _memory_for(image):
        image.draft("RGB", SCAN_SIZE)
        image = ImageOps.exif_transpose(_decoded(image))
        image.thumbnail(SCAN_SIZE)
        return _jpeg(_flat(image)), "jpg"


def _check_weight(data: bytes) -> None:
    if len(data) > MAX_UPLOAD_BYTES:
        raise FileRefused(
            _("Ce fichier est trop lourd. Choisissez-en un de 8 Mo au plus.")
        )


def sanitize_logo_picture(data: bytes) -> bytes:
    """A logo sent as a picture, as a PNG that keeps its transparency, without metadata."""
    image = _checked_image(data, min_side=MIN_LOGO_SIDE)
    with _memory_for(image):
        image = _decoded(image).convert("RGBA")
        image.thumbnail(LOGO_SIZE, Image.Resampling.LANCZOS)
    clean = Image.new("RGBA", image.size)
    clean.paste(image)  # pixels only
    out = BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()


def _checked_image(data: bytes, *, min_side: int = MIN_SIDE) -> Image.Image:
    """The opened image after the checks; no pixel is decoded here."""
    _check_weight(data)
    if not data:
        raise FileRefused(_("Ce fichier est vide. Choisissez une autre photo."))
    try:
        with warnings.catch_warnings():
            # our own limit is lower, just below
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=IMAGE_FORMATS)
    except Image.DecompressionBombError as error:
        raise FileRefused(_too_large()) from error
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
    ) as error:
        raise FileRefused(
            _(
                "Ce fichier n’est pas une photo. Choisissez une photo JPEG, PNG, WebP ou HEIC."
            )
        ) from error
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise FileRefused(_too_large())
    if min(width, height) < min_side:
        raise FileRefused(
            _("Cette image est trop petite. Choisissez-en une plus grande.")
            if min_side < MIN_SIDE
            else _(
                "Cette photo est trop petite. Choisissez-en une plus grande, où l’on voit bien "
                "le visage."
            )
        )
    if image.format in ("PNG", "WEBP") and getattr(image, "is_animated", False):
        raise FileRefused(_("Cette image bouge. Choisissez une photo fixe."))
    return image


def _too_large() -> str:
    return str(
        _(
            "Cette photo est trop grande. Choisissez-en une de 25 millions de points au plus."
        )
    )


def _decoded(image: Image.Image) -> Image.Image:
    try:
        image.load()
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        Image.DecompressionBombError,
    ) as error:
        raise FileRefused(
            _("Cette photo est abîmée : elle ne s’ouvre pas. Choisissez-en une autre.")
        ) from error
    return image


def _flat(image: Image.Image) -> Image.Image:
    """The image in sRGB on white: its profile and transparency are applied and removed."""
    profile = image.info.get("icc_profile")
    if image.mode not in ("RGB", "RGBA", "L"):
        image = image.convert(
            "RGBA"
            if "transparency" in image.info or image.mode in ("LA", "PA")
            else "RGB"
        )
        profile = None
    if profile and image.mode == "RGB":
        # with an unreadable profile the colours are slightly off
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            image = (
                ImageCms.profileToProfile(
                    image, ImageCms.ImageCmsProfile(BytesIO(profile)), _SRGB
                )
                or image
            )
    if image.mode == "RGBA":
        background = Image.new("RGB", image.size, "white")
        background.paste(image, mask=image.getchannel("A"))
        return background
    return image.convert("RGB")


def _jpeg(image: Image.Image) -> bytes:
    clean = Image.new("RGB", image.size)
    clean.paste(image)  # pixels only: no EXIF, comment or profile
    out = BytesIO()
    clean.save(out, "JPEG", quality=80, optimize=True, progressive=True)
    return out.getvalue()
