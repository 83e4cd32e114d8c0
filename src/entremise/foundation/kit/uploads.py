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
from typing import Any

import pypdfium2
from PIL import (
    Image,
    ImageChops,
    ImageCms,
    ImageFilter,
    ImageOps,
    UnidentifiedImageError,
)
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
MAX_SCAN_PAGES = 4
SCAN_PAGE_WIDTH = 1200  # pixels, of a page of a PDF
# Ink: darker than the paper around it by so many levels of 256, on this part of the paper.
INK_CONTRAST = 24
INK_SHARE = 0.0004
IMAGE_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
# One large picture at a time, in each process.
_large_pictures = threading.BoundedSemaphore(1)
_SRGB = ImageCms.createProfile("sRGB")
_pdfium_lock = threading.Lock()  # its library is not made for several threads
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


def sanitize_scan(data: bytes) -> bytes:
    """A signed paper, a picture or a PDF of 4 pages at most, as one JPEG. Blank: refused."""
    if data[:5] == b"%PDF-":
        _check_weight(data)
        image = _pages_of_pdf(data)
    else:
        image = _checked_image(data)
        with _memory_for(image):
            image.draft("RGB", SCAN_SIZE)
            image = _flat(ImageOps.exif_transpose(_decoded(image)))
            image.thumbnail(SCAN_SIZE)
    if is_blank(image):
        raise FileRefused(
            _(
                "Ce papier est vide : on n’y voit rien d’écrit. Photographiez-le à nouveau."
            )
        )
    return _jpeg(image)


def is_blank(image: Image.Image) -> bool:
    """Whether nothing is written on a paper, whatever its colour and the shadows on it."""
    grey = image.convert("L")
    grey.thumbnail((800, 800))
    grey = grey.filter(ImageFilter.GaussianBlur(1))  # the grain of a camera is no ink
    paper = grey.filter(ImageFilter.GaussianBlur(12))
    darker = ImageChops.subtract(paper, grey).histogram()
    return sum(darker[INK_CONTRAST:]) < INK_SHARE * grey.width * grey.height


def _pages_of_pdf(data: bytes) -> Image.Image:
    """The pages one under the other, drawn: nothing of the file itself is kept."""
    with _pdfium_lock:
        try:
            pdf = pypdfium2.PdfDocument(data)
            with contextlib.closing(pdf):
                if not 1 <= len(pdf) <= MAX_SCAN_PAGES:
                    raise FileRefused(
                        _("Ce PDF a trop de pages. Envoyez seulement le papier signé.")
                    )
                pages = [
                    page.render(
                        scale=min(SCAN_PAGE_WIDTH / width, 2 * SCAN_PAGE_WIDTH / height)
                    ).to_pil()
                    for page, (width, height) in ((one, one.get_size()) for one in pdf)
                ]
        except (pypdfium2.PdfiumError, ZeroDivisionError) as error:
            raise FileRefused(
                _("Ce PDF ne s’ouvre pas. Photographiez le papier et envoyez la photo.")
            ) from error
    size = max(page.width for page in pages), sum(page.height for page in pages)
    together = Image.new("RGB", size, "white")
    top = 0
    for page in pages:
        together.paste(page.convert("RGB"), (0, top))
        top += page.height
    return together


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
    if image.mode[0] in "IF":
        # more than 256 levels, as scanners give: the others would all be white
        image = _of_256_levels(image)
        profile = None
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


def _of_256_levels(image: Image.Image) -> Image.Image:
    """Grey of 16 bits a point, or more, brought to 8."""
    levels = image.convert("F")
    extrema: Any = levels.getextrema()  # of one band: (darkest, lightest)
    scale = 255 / 65535 if extrema[1] > 255 else 1
    return levels.point(lambda level: level * scale).convert("L")


def _jpeg(image: Image.Image) -> bytes:
    clean = Image.new("RGB", image.size)
    clean.paste(image)  # pixels only: no EXIF, comment or profile
    out = BytesIO()
    clean.save(out, "JPEG", quality=80, optimize=True, progressive=True)
    return out.getvalue()
