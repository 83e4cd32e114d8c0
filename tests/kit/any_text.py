"""Texts as anybody may type them: all of Unicode by samples, and the kinds that broke something.

The samples are drawn from each block with a seed of their own: the same at each run.
"""

import random
from collections.abc import Iterator

BLOCK = 512  # code points

# What broke something somewhere once, or is of its kind; before any cleaning.
ODD_TEXTS = {
    "emoji": "Le sourire 😀 👩\u200d🍳 👍🏽 🇫🇷 x\ufe0f",
    "chinese": "汉字 日本語 한국어",
    "indic": "हिन्दी বাংলা தமிழ் ไทย ກຳ",
    "not a character": "a\uffffb\ufffec\ufdd0d\U0001fffee\U0010fffff",
    "half a character": "a\ud800b\udfffc",
    "control": "a\x00b\x01c\x08d\x1be\x7ff\x85g\x9fh\ti\vj\fk",
    "private use": "a\ue000b\U000f0000c\U00100000d",
    "unassigned": "a\u0378b\U000e0080c\U0002fffdd",
    "no space": "W" * 250,
    "no space, arabic": "م" * 250,
    "no space, emoji": "😀" * 250,
    "piled accents": "a" + "\u0301\u0337\u20dd" * 40 + "b",
    "accents of two scripts": "a\u064bb\u0e48ب\u0301c\u093f",
    "directions": "a\u202egpj.exe\u202c \u2067b\u2069 \u200fc\u200e \u061cد",
    "nothing to see": "a\u200b\u200c\u200d\u2060\ufeff\u00ad\u3164b",
    "tags": "a\U000e0001\U000e0041\U000e007fb",
    "ends of lines": "a\r\nb\u2028c\u2029d\x1ee",
    "markup": "<b>&amp;]]> #set page() $x$ *g* {{ x }} %s %(x)s \\ \" '",
    "formula": "=HYPERLINK(1)",
    "calendar": "a;b,c\\nBEGIN:VEVENT\nDTSTART:1",
    "header": "a\r\nBcc: b@exemple.test",
    "mathematics": "𝐀𝒜𝔸 ﷽ ꧅ ½ ㊙",
}


def sampled_texts(seed: int = 13) -> Iterator[str]:
    """A few letters of each block of Unicode, alone, together and under an accent."""
    draw = random.Random(seed)
    for first in range(0, 0x110000, BLOCK):
        one, two, three = (chr(draw.randrange(first, first + BLOCK)) for _ in "123")
        yield f"a{one}{two}{three} {one}\u0301{two}"


ANY_TEXTS = [*ODD_TEXTS.values(), *sampled_texts()]
