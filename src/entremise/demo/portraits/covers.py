"""Scarves, wraps, turbans, caps."""

from PIL import ImageChops

from .person import PortraitTraits
from .sheet import BLACK, WHITE, Sheet, both, mix


def veil_back(sheet: Sheet, person: PortraitTraits) -> None:
    sheet.shape(
        both(
            [
                (0, 78),
                (66, 92),
                (102, 150),
                (104, 240),
                (112, 330),
                (150, 400),
                (0, 440),
            ]
        ),
        mix(person.scarf, BLACK, 0.2),
    )


def veil(sheet: Sheet, person: PortraitTraits) -> None:
    """A scarf round the face, crossed on the chest."""
    w, s = person.width, person.side
    oval = both(
        [
            (0, 132),
            (38 * w, 140),
            (62 * w, 172),
            (68 * w, 214),
            (66 * w, 252),
            (54 * w, 284),
            (30, 304),
            (0, 311),
        ]
    )
    outside = both(
        [
            (0, 80),
            (62, 90),
            (98, 142),
            (104, 226),
            (96, 300),
            (104, 352),
            (132, 402),
            (96, 446),
            (0, 466),
        ]
    )
    scarf = ImageChops.subtract(sheet.mask(outside), sheet.mask(oval))
    sheet.wash(scarf, person.scarf)
    away = ImageChops.multiply(
        ImageChops.subtract(scarf, sheet.shifted(scarf, 22 * s, 0)), scarf
    )
    sheet.wash(away, mix(person.scarf, BLACK, 0.08))
    fold, light = mix(person.scarf, BLACK, 0.2), mix(person.scarf, WHITE, 0.2)
    rim = [
        (200 + s * x, y)
        for x, y in [
            (-66 * w, 250),
            (-70 * w, 210),
            (-62 * w, 168),
            (-36, 138),
            (0, 130),
            (36, 138),
            (62 * w, 168),
            (70 * w, 210),
            (66 * w, 250),
        ]
    ]
    sheet.line(rim, light, 4)
    sheet.shape(
        [
            (200 + s * x, y)
            for x, y in [
                (-70, 296),
                (-30, 326),
                (30, 340),
                (92, 330),
                (116, 388),
                (60, 424),
                (-40, 400),
                (-92, 350),
            ]
        ],
        mix(person.scarf, WHITE, 0.07),
    )
    sheet.line(
        [
            (200 - 72 * s, 300),
            (200 - 20 * s, 344),
            (200 + 50 * s, 366),
            (200 + 106 * s, 362),
        ],
        fold,
        3.2,
    )
    sheet.line(
        [(200 - 84 * s, 340), (200 - 24 * s, 380), (200 + 60 * s, 398)], fold, 3.2
    )
    sheet.line([(200 + 78 * s, 140), (200 + 88 * s, 190), (200 + 84 * s, 250)], fold, 3)
    sheet.line(
        [(200 - 60 * s, 116), (200 - 20 * s, 100), (200 + 26 * s, 100)], light, 3
    )


def wrap(sheet: Sheet, person: PortraitTraits) -> None:
    """A cloth tied high."""
    s, w = person.side, person.width
    fold, light = mix(person.scarf, BLACK, 0.2), mix(person.scarf, WHITE, 0.24)
    sheet.shape(
        [
            (200 + s * x, y)
            for x, y in [(-10, 74), (18, 34), (62, 22), (92, 48), (84, 84), (48, 102)]
        ],
        mix(person.scarf, BLACK, 0.1),
    )
    sheet.shape(
        [
            (200 + s * x, y)
            for x, y in [
                (-82 * w, 190),
                (-92, 138),
                (-66, 84),
                (-6, 58),
                (58, 72),
                (92, 122),
                (82 * w, 190),
                (62 * w, 160),
                (30, 144),
                (-30, 144),
                (-62 * w, 162),
            ]
        ],
        person.scarf,
    )
    for points in (
        [(-78, 168), (-40, 112), (30, 74)],
        [(-70, 150), (-20, 118), (52, 96)],
        [(78, 168), (44, 124), (-10, 96)],
        [(82, 146), (56, 112), (14, 84)],
    ):
        sheet.line([(200 + s * x, y) for x, y in points], fold, 3)
    sheet.line([(200 + s * x, y) for x, y in [(28, 66), (46, 44), (70, 38)]], light, 4)
    sheet.line(
        [
            (200 + s * x, y)
            for x, y in [(-66 * w, 160), (-30, 141), (30, 141), (66 * w, 160)]
        ],
        light,
        4,
    )


def turban(sheet: Sheet, person: PortraitTraits) -> None:
    s, w = person.side, person.width
    fold = mix(person.scarf, BLACK, 0.2)
    sheet.shape(
        [
            (200 + s * x, y)
            for x, y in [
                (-84 * w, 186),
                (-96, 138),
                (-72, 92),
                (0, 70),
                (72, 92),
                (96, 138),
                (84 * w, 186),
                (56, 158),
                (0, 142),
                (-56, 158),
            ]
        ],
        person.scarf,
    )
    for points in (
        [(-88, 168), (-40, 120), (40, 88)],
        [(-92, 140), (-40, 98), (20, 76)],
        [(88, 168), (40, 128), (-20, 104)],
        [(94, 140), (60, 110), (16, 92)],
        [(-60, 162), (0, 128), (64, 112)],
    ):
        sheet.line([(200 + s * x, y) for x, y in points], fold, 3)
    for side in (-1, 1):
        sheet.shape(
            [
                (200 + side * x, y)
                for x, y in [(68 * w, 178), (80 * w, 182), (77 * w, 214), (70 * w, 206)]
            ],
            person.hair_colour,
        )


def bonnet(sheet: Sheet, person: PortraitTraits) -> None:
    """A knitted cap."""
    w = person.width
    for side in (-1, 1):
        sheet.shape(
            [
                (200 + side * x, y)
                for x, y in [(66 * w, 168), (80 * w, 172), (78 * w, 216), (69 * w, 208)]
            ],
            person.hair_colour,
        )
    sheet.shape(both([(0, 74), (48, 82), (78, 116), (86, 164), (0, 172)]), person.scarf)
    band = mix(person.scarf, WHITE, 0.12)
    sheet.pen.rounded_rectangle(
        sheet.box(200, 159, 90, 19), radius=14 * sheet.scale, fill=band
    )
    for x in range(122, 286, 13):
        sheet.line([(x, 147), (x, 171)], mix(person.scarf, BLACK, 0.1), 2.4)
