"""The deployer's two colours, made readable on light and dark backgrounds, or refused.

The hue is kept; the lightness is changed, no more than needed, until the contrast with text
is at least 4.5 to 1 (WCAG AA). A colour that would have to change too much is refused.
"""

import re
import zlib
from dataclasses import dataclass

from django.conf import settings
from django.core.checks import Error

Rgb = tuple[float, float, float]

PAPER_LIGHT: Rgb = (0.984, 0.976, 0.957)
PAPER_DARK: Rgb = (0.075, 0.086, 0.106)
WHITE: Rgb = (1.0, 1.0, 1.0)
INK: Rgb = (0.075, 0.098, 0.15)
MIN_CONTRAST = 4.5
# How much of the way to black or white a colour may move before it is refused.
MAX_LIGHTNESS_SHIFT = 0.45


class UnreadableColour(ValueError):
    """Not a colour, or one that cannot be made readable."""


@dataclass(frozen=True)
class BrandPalette:
    primary_light: str
    primary_dark: str
    accent: str


def parse_colour(colour: str) -> Rgb:
    """``#1f6b52`` or ``#fff`` as three numbers from 0 to 1; UnreadableColour otherwise."""
    match = re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6})", colour.strip(), re.I)
    if not match:
        raise UnreadableColour(f"{colour!r} is not a colour: write it as #1f6b52")
    digits = match[1] if len(match[1]) == 6 else "".join(c * 2 for c in match[1])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def relative_luminance(colour: Rgb) -> float:
    """Relative luminance, WCAG 2."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: Rgb, other: Rgb) -> float:
    dark, light = sorted((relative_luminance(one), relative_luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _towards(colour: Rgb, end: Rgb, share: float) -> Rgb:
    red, green, blue = (c + (e - c) * share for c, e in zip(colour, end, strict=True))
    return red, green, blue


def hex_of(colour: Rgb) -> str:
    """``#1f6b52``."""
    return "#" + "".join(f"{round(c * 255):02x}" for c in colour)


def readable_colour(colour: Rgb, *, on: Rgb, end: Rgb, farthest: float = 1.0) -> Rgb:
    """The nearest colour on the way to ``end`` with enough contrast on ``on``."""
    for step in range(101):
        candidate = _towards(colour, end, step / 100)
        if contrast_ratio(candidate, on) >= MIN_CONTRAST:
            if step / 100 > farthest:
                break
            return candidate
    raise UnreadableColour(
        f"{hex_of(colour)} is too far from readable: choose a more marked colour"
    )


def brand_palette(primary: str, accent: str) -> BrandPalette:
    main = parse_colour(primary or "#1d5f49")
    behind = parse_colour(accent or "#f0bd5b")
    if contrast_ratio(behind, INK) < MIN_CONTRAST:
        raise UnreadableColour(
            f"{accent!r} is too dark to stand behind text: choose a lighter one"
        )
    # White text on it and it on paper: paper is the harder of the two, a little darker than white.
    light = readable_colour(
        main, on=PAPER_LIGHT, end=(0.0, 0.0, 0.0), farthest=MAX_LIGHTNESS_SHIFT
    )
    dark = readable_colour(main, on=PAPER_DARK, end=WHITE)
    return BrandPalette(
        primary_light=hex_of(light), primary_dark=hex_of(dark), accent=hex_of(behind)
    )


def nearest_readable(primary: str, accent: str) -> str:
    """The nearest colour that is taken; of one that is refused, the other being empty."""
    if accent:
        return hex_of(readable_colour(parse_colour(accent), on=INK, end=WHITE))
    black = (0.0, 0.0, 0.0)
    return hex_of(readable_colour(parse_colour(primary), on=PAPER_LIGHT, end=black))


def brand_stylesheet(primary: str, accent: str) -> str:
    colours = brand_palette(primary, accent)
    return (
        f":root{{--pine:light-dark({colours.primary_light},{colours.primary_dark});"
        f"--pine-deep:var(--pine);--saffron:{colours.accent};}}\n"
    )


def brand_version(primary: str, accent: str) -> str:
    """A value that changes with the colours, so that browsers may cache the stylesheet for ever.

    Empty when no colour is set.
    """
    chosen = f"{primary} {accent}".strip()
    return f"{zlib.crc32(chosen.encode()):x}" if chosen else ""


def check_brand_colours(**_kwargs: object) -> list[Error]:
    if not (settings.BRAND_PRIMARY or settings.BRAND_ACCENT):
        return []
    try:
        brand_palette(settings.BRAND_PRIMARY, settings.BRAND_ACCENT)
    except UnreadableColour as error:
        return [Error(str(error), hint="BRAND_PRIMARY and BRAND_ACCENT", id="kit.E001")]
    return []
