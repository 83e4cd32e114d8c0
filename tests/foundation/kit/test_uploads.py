"""Uploaded pictures: checked before they are decoded, written again."""

import os
import struct
import subprocess
import sys
import tracemalloc
import zlib
from array import array
from io import BytesIO

import pytest
from PIL import Image

from entremise.foundation.kit import uploads
from tests.factories.candidates import drawn_photo


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def located(size: tuple[int, int] = (1200, 900), orientation: int = 6) -> bytes:
    """A picture as a telephone makes it: rotated, with its GPS position."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telephone"
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.0)}
    )
    image = Image.new("RGB", size, "navy")
    image.paste("white", (0, 0, size[0] // 2, size[1]))
    out = BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"secret", dpi=(72, 72))
    return out.getvalue()


def test_the_place_is_forgotten_and_the_picture_upright() -> None:
    data = located()
    assert b"Exif" in data
    made = uploads.sanitize_portrait(data)
    image = opened(made)
    assert image.size == (800, 1000)
    assert not image.getexif()
    assert set(image.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    assert b"Exif" not in made
    assert b"secret" not in made
    top, bottom = image.getpixel((400, 100)), image.getpixel((400, 900))
    # the white half was on the left of the file: it is above once upright
    assert sum(top) > sum(bottom)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_what_telephones_and_computers_make(kind: str) -> None:
    assert (
        opened(uploads.sanitize_portrait(drawn_photo((600, 800), kind))).format
        == "JPEG"
    )
    assert opened(uploads.make_thumbnail(drawn_photo((600, 800), kind))).size == (
        400,
        500,
    )


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "I;16", "1"])
def test_any_kind_of_colour(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (300, 400)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(uploads.sanitize_portrait(out.getvalue())).mode == "RGB"


def bomb(width: int, height: int) -> bytes:
    """A small file that needs much memory when decoded."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body))
            + kind
            + body
            + struct.pack(">I", zlib.crc32(kind + body))
        )

    pack = zlib.compressobj(9)
    row = b"\0" * (1 + width * 3)
    body = (
        b"".join(pack.compress(row) for _line in range(min(height, 400))) + pack.flush()
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", body)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(6000, 6000), (30_000, 30_000), (400_000, 60)])
def test_a_bomb_is_refused_before_it_is_decoded(size: tuple[int, int]) -> None:
    data = bomb(*size)
    tracemalloc.start()
    with pytest.raises(uploads.FileRefused):
        uploads.sanitize_portrait(data)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5_000_000


def animated(kind: str) -> bytes:
    out = BytesIO()
    frames = [Image.new("RGB", (400, 500), colour) for colour in ("red", "blue")]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7 not a picture",
        b"\xff\xd8\xff\xe0 not really a jpeg",
        drawn_photo(kind="GIF"),
        drawn_photo(kind="TIFF"),
        drawn_photo(kind="BMP"),
        drawn_photo()[:2000],
        drawn_photo((100, 100)),
        animated("PNG"),
        animated("WEBP"),
        b"\xff\xd8" + b"0" * (uploads.MAX_UPLOAD_BYTES + 1),
    ],
    ids=[
        "empty",
        "svg",
        "pdf",
        "false jpeg",
        "gif",
        "tiff",
        "bmp",
        "cut",
        "small",
        "apng",
        "webp that moves",
        "heavy",
    ],
)
def test_the_rest_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(uploads.FileRefused) as refused:
        uploads.sanitize_portrait(data)
    assert "hoisissez" in str(refused.value)


def test_a_paper_is_made_smaller_and_says_nothing_of_where_it_was() -> None:
    made = uploads.sanitize_scan(located((2600, 1800)))
    assert max(opened(made).size) == 2000
    assert not opened(made).getexif()


TWENTY_AT_ONCE = """
import resource, sys, threading
from io import BytesIO
from PIL import Image
from entremise.foundation.kit import uploads

if sys.argv[1] == "unbounded":
    uploads._large_pictures = threading.BoundedSemaphore(20)
sent = BytesIO()
Image.new("RGBA", (2400, 2000), (1, 2, 3, 4)).save(sent, "PNG")
picture = sent.getvalue()
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
uploads.sanitize_portrait(picture)
one = peak()
threads = [
    threading.Thread(target=uploads.sanitize_portrait, args=(picture,))
    for _ in range(20)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(peak() - one)
"""


def megabytes_of_twenty(how: str) -> int:
    """What twenty large pictures at once need more than one does."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-c", TWENTY_AT_ONCE, how],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout)


def test_twenty_large_pictures_at_once_need_the_memory_of_one() -> None:
    assert megabytes_of_twenty("as in production") < 60
    # the control: a picture each
    assert megabytes_of_twenty("unbounded") > 100


def test_a_grey_scan_of_16_bits_keeps_its_greys() -> None:
    greys = array("H", [*[12_000] * 200, *[32_768] * 200] * 400)
    scan = Image.frombytes("I;16", (400, 400), greys.tobytes())
    out = BytesIO()
    scan.save(out, "PNG")
    darkest, lightest = (
        opened(uploads.sanitize_portrait(out.getvalue())).convert("L").getextrema()
    )
    assert 30 < darkest < 60
    assert 110 < lightest < 140
