"""``entremise bench previews``: the preview image of each published CV, in each language.

Pages and pictures are requested from the platform, then their bytes are checked: tags within the
first ten kilobytes, one picture per language, 1200×630, baseline JPEG, weight. The time to make
each is printed, not judged.
"""

import time
from argparse import ArgumentParser
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import Client
from django.utils.translation import override
from PIL import Image

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.queries.publications import (
    live_publications,
    public_cvs_from_publications,
)
from entremise.foundation.kit.links import path_to, url_to
from entremise.rendering.documents import preview_jpeg

HELP = "parses the page and the preview image of every visible person in each language"
HEAD_BYTES, MAX_BYTES, PICTURE_SIZE = 10_000, 200_000, (1200, 630)
BASELINE_MARKER = 0xC0
COLUMNS, THUMBNAIL = 6, (300, 158)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--limit", type=int, default=0, help="first N people only")
    parser.add_argument(
        "--sheet",
        type=Path,
        help="where to write all the pictures side by side, to look at",
    )


def run(
    command: BaseCommand, *, limit: int, sheet: Path | None, **options: Any
) -> None:
    shown = public_cvs_from_publications(live_publications().order_by("pk"))[
        : limit or None
    ]
    client = Client(
        HTTP_HOST=urlsplit(settings.SITE_URL).netloc,
        headers={"user-agent": "facebookexternalhit/1.1"},
    )
    faults: list[str] = []
    pictures: list[bytes] = []
    for cv in shown:
        for language in preview_languages(cv):
            # The page chooses a language, and its choice ends with it.
            with override(settings.LANGUAGE_CODE):
                made, found = check_preview(client, cv, language)
            faults += [f"{cv.first_name} ({language}): {fault}" for fault in found]
            pictures += [made] if made else []
    spent = sorted(_time_to_make(cv) for cv in shown)
    if sheet and pictures:
        contact_sheet(pictures).save(sheet)
    weights = sorted(map(len, pictures))
    say = command.stdout.write
    say(f"{len(shown)} people, {len(pictures)} pictures, {len(faults)} faults")
    if spent:
        say(
            f"  weight: median {weights[len(weights) // 2] / 1000:.0f} kB, heaviest"
            f" {weights[-1] / 1000:.0f} kB"
        )
        say(
            f"  made in: median {spent[len(spent) // 2]:.0f} ms, p95"
            f" {spent[int(len(spent) * 0.95)]:.0f} ms"
        )
    if faults:
        raise CommandError("\n".join(faults))


def preview_languages(cv: PublicCV) -> list[str]:
    """Languages of the interface, then those of the CV's translations."""
    ours = list(dict(settings.LANGUAGES))
    return [*ours, *(language for language in cv.languages if language not in ours)]


def check_preview(
    client: Client, cv: PublicCV, language: str
) -> tuple[bytes, list[str]]:
    """(bytes of the picture, faults)."""
    if language in dict(settings.LANGUAGES):
        page = client.get(urlsplit(url_to("cv", code=cv.code, language=language)).path)
    else:
        page = client.get(path_to("cv_in", code=cv.code, language=language))
    faults = page_faults(page.content, page.status_code, bool(page.cookies))
    address = urlsplit(meta_tags(page.content).get("og:image", ""))
    picture = client.get(address.path)
    if picture.status_code != 200:
        return b"", [*faults, f"the picture answers {picture.status_code}"]
    if cv.rendering_key not in address.path:
        faults.append("the address of the picture can be guessed")
    return picture.content, faults + picture_faults(picture.content)


class _MetaTagParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        name = said.get("property") or said.get("name")
        if tag == "meta" and name:
            self.found[name] = said.get("content") or ""


def meta_tags(page: bytes) -> dict[str, str]:
    reader = _MetaTagParser()
    reader.feed(page[:HEAD_BYTES].decode(errors="replace"))
    return reader.found


def page_faults(page: bytes, status: int, cookies: bool) -> list[str]:
    tags = meta_tags(page)
    wanted = (
        "og:title",
        "og:description",
        "og:url",
        "og:image",
        "og:image:alt",
        "og:locale",
        "twitter:card",
    )
    faults = [
        f"{name} is not within the first {HEAD_BYTES} bytes"
        for name in wanted
        if not tags.get(name)
    ]
    if (tags.get("og:image:width"), tags.get("og:image:height")) != tuple(
        str(side) for side in PICTURE_SIZE
    ):
        faults.append("the page does not say how large the picture is")
    if tags.get("og:image:type") != "image/jpeg" or not tags.get(
        "og:image", ""
    ).startswith(settings.SITE_URL):
        faults.append("the picture is not a JPEG of this site")
    if "?" in tags.get("og:url", ""):
        faults.append("og:url carries a link to count")
    return (
        faults
        + ([f"answers {status}"] if status != 200 else [])
        + (["sets a cookie"] if cookies else [])
    )


def picture_faults(picture: bytes) -> list[str]:
    faults = []
    frame, size = jpeg_frame(picture)
    if frame != BASELINE_MARKER:
        faults.append("not a baseline JPEG")
    if size != PICTURE_SIZE:
        faults.append(f"{size[0]}x{size[1]}")
    if len(picture) > MAX_BYTES:
        faults.append(f"{len(picture)} bytes")
    return faults


def jpeg_frame(picture: bytes) -> tuple[int, tuple[int, int]]:
    """(marker of the frame, (width, height)), from the segments of the file.

    0xC0 is baseline.
    """
    at = 2
    while picture[:2] == b"\xff\xd8" and at + 9 < len(picture) and picture[at] == 0xFF:
        kind = picture[at + 1]
        if BASELINE_MARKER <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = (
                int.from_bytes(picture[at + n : at + n + 2], "big") for n in (5, 7)
            )
            return kind, (width, height)
        at += 2 + int.from_bytes(picture[at + 2 : at + 4], "big")
    return 0, (0, 0)


def _time_to_make(cv: PublicCV) -> float:
    """Milliseconds; the CV gets a code that no cache knows."""
    began = time.perf_counter()
    preview_jpeg(replace(cv, rendering_key=""), "fr")
    return 1000 * (time.perf_counter() - began)


def contact_sheet(pictures: list[bytes]) -> Image.Image:
    width, height = THUMBNAIL
    sheet = Image.new(
        "RGB", (COLUMNS * width, -(-len(pictures) // COLUMNS) * height), "white"
    )
    for number, picture in enumerate(pictures):
        small = Image.open(BytesIO(picture)).resize((width - 6, height - 6))
        sheet.paste(
            small, ((number % COLUMNS) * width + 3, (number // COLUMNS) * height + 3)
        )
    return sheet
