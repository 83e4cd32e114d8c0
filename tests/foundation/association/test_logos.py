"""A logo is made harmless, or refused with what to do."""

import base64
import io
from typing import Any

import pytest
from PIL import Image

from entremise.foundation.association import logos
from entremise.foundation.kit.uploads import FileRefused

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" '


def drawn(inside: str, attributes: str = "") -> str:
    kept = logos.sanitize_logo(f"{HEAD}{attributes}>{inside}</svg>".encode())
    head, _, content = kept.partition(",")
    assert head == "data:image/svg+xml;base64"
    return base64.b64decode(content).decode()


def test_shapes_and_colours_stay() -> None:
    said = drawn(
        '<g transform="scale(2)"><path d="M0 0h5" style="fill:#1d5f49;stroke:red"/>'
        '<circle r="2" fill="url(#a)"/></g>'
        '<defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient></defs>'
    )
    for part in ("M0 0h5", 'fill="#1d5f49"', "url(#a)", "stop-color", "scale(2)"):
        assert part in said, part
    assert "style=" not in said


@pytest.mark.parametrize(
    ("inside", "attributes"),
    [
        ('<path d="M0 0" onclick="x()"/>', ""),
        ('<path d="M0 0"/>', 'onload="x()"'),
        ('<path d="M0 0" fill="url(https://a.example/x)"/>', ""),
        ('<path d="M0 0" style="fill:url(//a.example)"/>', ""),
        ('<path d="M0 0" mask="image-set(\'//a.example\' 1x)"/>', ""),
        ('<path d="M0 0" mask="src(\'//a.example\')"/>', ""),
        ('<path d="M0 0" clip-path="url( javascript:x )"/>', ""),
        ('<metadata><x xmlns="http://a.example">https://a.example</x></metadata>', ""),
    ],
)
def test_what_runs_or_points_elsewhere_goes(inside: str, attributes: str) -> None:
    said = drawn(inside, attributes)
    for bad in ("onclick", "onload", "example", "javascript"):
        assert bad not in said, bad


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        "<style>path{fill:red}</style>",
        '<image href="x.png"/>',
        "<foreignObject/>",
        '<use href="#a"/>',
        '<animate attributeName="x"/>',
        '<a href="javascript:x"><path d="M0 0"/></a>',
    ],
)
def test_what_would_change_the_drawing_is_refused(inside: str) -> None:
    with pytest.raises(FileRefused):
        drawn(inside)


@pytest.mark.parametrize("depth", [101, 1400])
def test_groups_without_end_are_refused(depth: int) -> None:
    assert "M0 0" in drawn("<g>" * 50 + '<path d="M0 0"/>' + "</g>" * 50)
    with pytest.raises(FileRefused, match="trop compliqué"):
        drawn("<g>" * depth + "</g>" * depth)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html></html>",
        b"<svg",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + HEAD.encode() + b">&a;</svg>",
        b'<?xml version="1.0"?><!DOCTYPE svg SYSTEM "http://a.example/x.dtd">'
        + HEAD.encode()
        + b"/>",
        f"{HEAD}/>".encode("utf-16"),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG nothing",
        b"GIF89a",
        b"x" * (logos.MAX_LOGO_BYTES + 1),
    ],
)
def test_what_is_no_logo_is_refused(data: bytes) -> None:
    with pytest.raises(FileRefused):
        logos.sanitize_logo(data)


def test_a_picture_is_written_again_and_keeps_its_transparency() -> None:
    picture, out = Image.new("RGBA", (900, 300), (10, 20, 30, 0)), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret words"
    picture.save(out, "PNG", exif=exif)
    kept = logos.sanitize_logo(out.getvalue())
    assert kept.startswith("data:image/png;base64,")
    content = base64.b64decode(kept.partition(",")[2])
    again: Any = Image.open(io.BytesIO(content))
    assert again.size == (512, 171)
    assert again.getpixel((5, 5))[3] == 0
    assert b"secret words" not in content
