"""Which characters our fonts have: what is drawn only holds text that can be shown."""

import functools
import re
import struct
import unicodedata
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
_SHAPING = {0x200C, 0x200D, 0x200E, 0x200F}  # joiners and directions, without glyph
BOX = "\u25a1"  # drawn by ``with-boxes`` of common.typ, whatever the fonts
# Signs in a row without a space, beyond which a line may break between two of them.
MAX_UNBROKEN = 30
_LONG_WORD = re.compile(rf"\S{{{MAX_UNBROKEN + 1},}}")
_BREAK = "\u200b"
# What binds to the drawing before it: skin tones, variants, joiners.
_BOUND = "\U0001f3fb-\U0001f3ff\ufe00-\ufe0f\u200d"
_ONE_FIGURE = re.compile(f"{BOX}(?:[{_BOUND}]+{BOX}?)+")


def with_boxes(text: str, lost: frozenset[str]) -> str:
    """The text with a box for each letter of ``lost``; a figure of several has one box."""
    if lost.isdisjoint(text):
        return text
    boxed = "".join(
        BOX if letter in lost and not _is_bound(letter) else letter for letter in text
    )
    return "".join(
        letter for letter in _ONE_FIGURE.sub(BOX, boxed) if letter not in lost
    )


def _is_bound(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M" or bool(
        re.match(f"[{_BOUND}]", letter)
    )


def without_glyph(text: str) -> frozenset[str]:
    """The letters of the text that our own fonts have not."""
    return frozenset(
        letter
        for letter in text
        if not letter.isspace()
        and letter != BOX
        and ord(letter) not in _available_code_points()
    )


def breakable(text: str) -> str:
    """The text with places to break lines in words longer than ``MAX_UNBROKEN``."""
    return _LONG_WORD.sub(_with_breaks, text)


def _with_breaks(found: re.Match[str]) -> str:
    out: list[str] = []
    since = 0
    for letter in found[0]:
        joins = unicodedata.category(letter) in ("Mn", "Mc", "Me", "Cf", "Sk")
        if since >= MAX_UNBROKEN // 2 and not joins and out[-1] != "\u200d":
            out.append(_BREAK)
            since = 0
        out.append(letter)
        since += 1
    return "".join(out)


def has_glyphs_for(text: str) -> bool:
    """True when both font families have every character.

    They have Latin, Greek, Cyrillic and Arabic; not Ethiopic, Georgian, Chinese…
    """
    return all(
        letter.isspace() or ord(letter) in _available_code_points() for letter in text
    )


@functools.cache
def _available_code_points() -> frozenset[int]:
    """What both families have, each with the Arabic font behind it."""
    arabic, serif, sans = (
        _code_points_in(FONTS / f"{name}-Regular.ttf")
        for name in ("NotoNaskhArabic", "SourceSerif4", "NotoSans")
    )
    return frozenset((serif & sans) | arabic | _SHAPING)


def _code_points_in(path: Path) -> set[int]:
    """The characters of a TrueType file (cmap tables of formats 4 and 12)."""
    data = path.read_bytes()
    start = next(
        offset
        for tag, _sum, offset, _length in struct.iter_unpack(
            ">4sIII", data[12 : 12 + 16 * _short(data, 4)]
        )
        if tag == b"cmap"
    )
    letters: set[int] = set()
    for number in range(_short(data, start + 2)):
        table = start + struct.unpack_from(">I", data, start + 8 + 8 * number)[0]
        for first, last in _ranges(data, table):
            letters.update(range(first, last + 1))
    return letters - {0xFFFF}


def _ranges(data: bytes, table: int) -> list[tuple[int, int]]:
    if _short(data, table) == 12:
        count = struct.unpack_from(">I", data, table + 12)[0]
        return [
            struct.unpack_from(">II", data, table + 16 + 12 * n) for n in range(count)
        ]
    if _short(data, table) == 4:
        count = _short(data, table + 6) // 2
        lasts = struct.unpack_from(f">{count}H", data, table + 14)
        firsts = struct.unpack_from(f">{count}H", data, table + 16 + 2 * count)
        return list(zip(firsts, lasts, strict=True))
    return []


def _short(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">H", data, at)[0])
