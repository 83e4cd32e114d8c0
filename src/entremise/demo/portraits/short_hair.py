"""Hair that leaves the neck free."""

import math
import random
from collections.abc import Sequence

from PIL import Image

from .person import PortraitTraits
from .sheet import WHITE, Colour, Point, Sheet, mix


def cap(
    sheet: Sheet,
    person: PortraitTraits,
    outer: Sequence[Point],
    inner: Sequence[Point],
    *,
    part: float = 0,
) -> Image.Image:
    """Hair between an outer outline and the hairline, both from middle to temple.

    ``part`` moves the hairline.
    """
    w = person.width
    out = [(200 + x * w, y) for x, y in outer]
    inside = [(200 + x * w + part, y) for x, y in inner]
    left_out = [(200 - x * w, y) for x, y in outer if x]
    left_in = [(200 - x * w + part, y) for x, y in inner if x]
    outline = [*reversed(left_out), *out, *reversed(inside), *left_in]
    mask = sheet.mask(outline)
    sheet.wash(mask, person.hair_colour)
    return mask


def glint_of(colour: Colour) -> Colour:
    return mix(colour, (255, 226, 190), 0.13)


def strands(
    sheet: Sheet,
    person: PortraitTraits,
    lines: Sequence[Sequence[Point]],
    width: float = 3,
) -> None:
    for points in lines:
        sheet.line(
            [(200 + (x * person.side), y) for x, y in points],
            glint_of(person.hair_colour),
            width,
        )


def buzz(sheet: Sheet, person: PortraitTraits) -> None:
    cap(
        sheet,
        person,
        [(0, 108), (40, 114), (66, 142), (77, 196)],
        [(0, 150), (36, 150), (58, 166), (68, 200)],
    )


def crop(sheet: Sheet, person: PortraitTraits) -> None:
    cap(
        sheet,
        person,
        [(0, 98), (44, 104), (72, 134), (80, 176), (76, 212)],
        [(0, 152), (30, 150), (54, 158), (64, 184), (70, 212)],
    )
    strands(
        sheet,
        person,
        [[(-40, 132), (-14, 118), (22, 118)], [(10, 134), (36, 132), (54, 146)]],
    )


def parting(sheet: Sheet, person: PortraitTraits) -> None:
    s = person.side
    w = person.width
    points = [
        (-78 * w, 210),
        (-82 * w, 160),
        (-58 * w, 108),
        (-6, 88),
        (50 * w, 98),
        (80 * w, 142),
        (79 * w, 208),
        (69 * w, 196),
        (60 * w, 168),
        (34, 150),
        (-18, 152),
        (-46, 138),
        (-60 * w, 168),
        (-68 * w, 196),
    ]
    sheet.shape([(200 + s * x, y) for x, y in points], person.hair_colour)
    strands(
        sheet,
        person,
        [
            [(-44, 136), (-16, 116), (30, 116), (58, 138)],
            [(-34, 124), (0, 102), (34, 106)],
        ],
    )


def quiff(sheet: Sheet, person: PortraitTraits) -> None:
    s, w = person.side, person.width
    points = [
        (-77 * w, 206),
        (-80 * w, 156),
        (-60 * w, 116),
        (-52, 86),
        (-8, 72),
        (44, 82),
        (70 * w, 118),
        (80 * w, 156),
        (77 * w, 206),
        (68 * w, 186),
        (58 * w, 154),
        (30, 142),
        (-10, 148),
        (-44, 142),
        (-60 * w, 160),
        (-68 * w, 188),
    ]
    sheet.shape([(200 + s * x, y) for x, y in points], person.hair_colour)
    strands(
        sheet,
        person,
        [
            [(-46, 132), (-34, 102), (6, 88), (34, 98)],
            [(-24, 136), (-6, 112), (28, 108)],
            [(8, 138), (26, 122), (46, 126)],
        ],
    )


def receding(sheet: Sheet, person: PortraitTraits) -> None:
    for side in (-1, 1):
        w = person.width
        sheet.shape(
            [
                (200 + side * x, y)
                for x, y in [
                    (40 * w, 122),
                    (66 * w, 138),
                    (80 * w, 176),
                    (79 * w, 214),
                    (70 * w, 216),
                    (66 * w, 186),
                    (56 * w, 158),
                    (36, 138),
                ]
            ],
            person.hair_colour,
        )
    sheet.line(
        [(166, 124), (200, 118), (236, 125)],
        mix(person.hair_colour, person.skin, 0.35),
        5,
    )


def bald(sheet: Sheet, person: PortraitTraits) -> None:
    sheet.line(
        [(200 - 34 * person.side, 140), (200 - 16 * person.side, 132)],
        mix(person.skin, WHITE, 0.35),
        6,
    )


def tufts(
    sheet: Sheet, person: PortraitTraits, centres: Sequence[tuple[float, float, float]]
) -> None:
    for x, y, r in centres:
        sheet.disc(x, y, r, r, person.hair_colour)


def around(
    choose: random.Random,
    cx: float,
    cy: float,
    rx: float,
    ry: float,
    first: float,
    last: float,
    count: int,
    r: float,
) -> list[tuple[float, float, float]]:
    spots = []
    for i in range(count):
        angle = math.radians(first + (last - first) * i / (count - 1))
        spots.append(
            (
                cx + rx * math.cos(angle),
                cy + ry * math.sin(angle),
                r * choose.uniform(0.88, 1.14),
            )
        )
    return spots


def curly_glints(
    sheet: Sheet,
    person: PortraitTraits,
    choose: random.Random,
    rx: float,
    ry: float,
    cy: float,
    count: int,
) -> None:
    glint = glint_of(person.hair_colour)
    for _ in range(count):
        angle, far = math.radians(choose.uniform(195, 345)), choose.uniform(0.5, 0.98)
        x, y = 200 + rx * far * math.cos(angle), cy + ry * far * math.sin(angle)
        r = choose.uniform(5, 8)
        sheet.pen.arc(
            sheet.box(x, y, r, r), 180, 20, fill=glint, width=round(2.4 * sheet.scale)
        )


def dice_of(person: PortraitTraits) -> random.Random:
    return random.Random(f"hair {person.seed}")


def high_curls(sheet: Sheet, person: PortraitTraits) -> None:
    choose = dice_of(person)
    buzz(sheet, person)
    tufts(
        sheet, person, around(choose, 200, 142, 62 * person.width, 40, 185, 355, 10, 20)
    )
    tufts(sheet, person, around(choose, 200, 128, 38, 30, 190, 350, 6, 24))
    tufts(sheet, person, around(choose, 200, 150, 44, 8, 185, 355, 6, 13))
    curly_glints(sheet, person, choose, 62, 52, 146, 16)


def twists(sheet: Sheet, person: PortraitTraits) -> None:
    choose = dice_of(person)
    buzz(sheet, person)
    for row, (y, reach, count) in enumerate([(136, 58, 9), (118, 50, 8), (106, 34, 6)]):
        for i in range(count):
            x = 200 + (i / (count - 1) - 0.5) * 2 * reach * person.width
            tip = (
                x + (x - 200) * 0.18 + choose.uniform(-4, 4),
                y - 20 - 6 * row + abs(x - 200) * 0.12 + choose.uniform(-4, 4),
            )
            sheet.line(
                [(x, y + 10), ((x + tip[0]) / 2 + 2, (y + tip[1]) / 2), tip],
                person.hair_colour if (i + row) % 3 else glint_of(person.hair_colour),
                11,
            )


def pixie(sheet: Sheet, person: PortraitTraits) -> None:
    s, w = person.side, person.width
    points = [
        (-79 * w, 232),
        (-86 * w, 170),
        (-62, 108),
        (-4, 86),
        (56, 98),
        (88 * w, 150),
        (82 * w, 226),
        (72 * w, 214),
        (66 * w, 184),
        (30, 172),
        (-24, 150),
        (-44, 140),
        (-62 * w, 178),
        (-70 * w, 226),
    ]
    sheet.shape([(200 + s * x, y) for x, y in points], person.hair_colour)
    strands(
        sheet,
        person,
        [
            [(-44, 134), (-8, 122), (36, 140), (60, 168)],
            [(-30, 116), (8, 104), (48, 120)],
            [(-62, 150), (-72, 180), (-74, 212)],
        ],
    )
