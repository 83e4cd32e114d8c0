"""Contrast between two colours, as WCAG defines it."""

import re

PAPER = "#fdfbf7"  # the page, in the light scheme


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white); ValueError for anything that is not #rgb or #rrggbb."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(value: str) -> float:
    if not re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", value):
        raise ValueError(value)
    digits = value[1:] if len(value) == 7 else "".join(digit * 2 for digit in value[1:])
    red, green, blue = (_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
