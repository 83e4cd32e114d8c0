"""The style sheets and scripts: size, contrast, logical properties, tokens."""

import gzip
import itertools
import math
import re
from pathlib import Path

import pytest

import entremise.foundation.kit as kit

STATIC = Path(kit.__file__).parent / "static" / "kit"
CSS = (STATIC / "kit.css").read_text()

# (text, ground, least contrast): text needs 4.5, the edge of a control 3.
PAIRS = [
    *itertools.product(
        ["ink", "ink-soft", "pine", "pine-deep", "brick"],
        ["paper", "surface", "sunken"],
        [4.5],
    ),
    *itertools.product(
        ["ink", "pine-deep"], ["pine-wash", "saffron-wash", "brick-wash"], [4.5]
    ),
    ("brick", "brick-wash", 4.5),
    ("on-pine", "pine", 4.5),
    ("on-pine", "pine-deep", 4.5),
    ("on-saffron", "saffron", 4.5),
    ("on-brick", "brick", 4.5),
    *itertools.product(
        ["line-strong", "focus", "pine"], ["paper", "surface", "sunken"], [3.0]
    ),
]
Rgb = tuple[float, float, float]


def oklab(colour: str) -> Rgb:
    parts = re.fullmatch(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", colour)
    assert parts, colour
    light, chroma, hue = (float(part) for part in parts.groups())
    return (
        light,
        chroma * math.cos(math.radians(hue)),
        chroma * math.sin(math.radians(hue)),
    )


def luminance(lab: Rgb) -> float:
    light, a, b = lab
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    red, green, blue = (min(max(c, 0.0), 1.0) for c in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def tokens(scheme: int) -> dict[str, Rgb]:
    """The colour tokens of the light (0) or the dark (1) scheme."""
    found: dict[str, Rgb] = {}
    for name, value in re.findall(
        r"--([a-z-]+): ([^;]+);", CSS.split("@layer base", 1)[0]
    ):
        if match := re.fullmatch(
            r"light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)", value
        ):
            found[name] = oklab(match[1 + scheme])
        elif re.fullmatch(r"oklch\([^)/]*\)", value):
            found[name] = oklab(value)
        elif match := re.fullmatch(
            r"color-mix\(in oklab, var\(--([a-z-]+)\) (\d+)%, var\(--([a-z-]+)\)\)",
            value,
        ):
            share = int(match[2]) / 100
            one, other = found[match[1]], found[match[3]]
            light, a, b = (
                o * share + u * (1 - share) for o, u in zip(one, other, strict=True)
            )
            found[name] = (light, a, b)
    return found


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_every_pair_of_colours_can_be_read(
    text: str, ground: str, least: float, scheme: int
) -> None:
    colours = tokens(scheme)
    dark, light = sorted((luminance(colours[text]), luminance(colours[ground])))
    assert (light + 0.05) / (dark + 0.05) >= least


def test_the_style_sheet_weighs_at_most_16_kb() -> None:
    assert len(gzip.compress(CSS.encode(), 9)) <= 16 * 1024


def test_our_scripts_weigh_at_most_10_kb_together() -> None:
    """A page loads one of them or none; no page needs any."""
    scripts = list(STATIC.parents[3].glob("**/static/**/*.js"))
    assert scripts
    assert (
        sum(len(gzip.compress(script.read_bytes(), 9)) for script in scripts)
        <= 10 * 1024
    )


def test_no_rule_knows_left_from_right() -> None:
    """Logical properties only: the same style sheet serves Arabic."""
    rules = re.sub(r"/\*.*?\*/", "", CSS, flags=re.S)
    assert (
        re.findall(
            r"(?<![\w-])(?:margin|padding|border)-(?:left|right)|(?<![\w-])(?:left|right)\s*:|text-align:\s*(?:left|right)",
            rules,
        )
        == []
    )


def test_colours_are_named_once() -> None:
    """Outside the tokens and the fallback for older browsers, colours are tokens."""
    rules = CSS.split("@layer base {", 1)[1].split("/* browsers older", 1)[0]
    rules = re.sub(r"/\*.*?\*/", "", rules, flags=re.S)
    literal = re.findall(r"#[0-9a-f]{3,8}\b(?![^{]*\{)|oklch\(|rgb\(", rules)
    assert len(literal) <= 4, literal  # the backdrop, white under a QR code, print


def test_every_token_used_exists() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", CSS))
    assert used <= set(re.findall(r"--([\w-]+):", CSS))
