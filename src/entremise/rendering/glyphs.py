"""Which characters our fonts have: an image is only drawn with text it can show."""

import functools
import struct
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
_SHAPING = {0x200C, 0x200D, 0x200E, 0x200F}  # joiners and directions, without glyph


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
