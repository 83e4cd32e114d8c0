"""Long hair: the part behind the head, then the part in front."""

from .person import PortraitTraits
from .sheet import BLACK, Sheet, both, mix
from .short_hair import around, cap, curly_glints, dice_of, glint_of, strands, tufts


def afro_back(sheet: Sheet, person: PortraitTraits) -> None:
    choose = dice_of(person)
    sheet.disc(200, 170, 116, 108, person.hair_colour)
    tufts(sheet, person, around(choose, 200, 172, 106, 98, 150, 390, 22, 24))


def afro(sheet: Sheet, person: PortraitTraits) -> None:
    choose = dice_of(person)
    cap(
        sheet,
        person,
        [(0, 96), (50, 104), (78, 144), (86, 210)],
        [(0, 148), (34, 148), (58, 166), (69, 208)],
    )
    tufts(sheet, person, around(choose, 200, 152, 46, 6, 185, 355, 7, 11))
    curly_glints(sheet, person, choose, 104, 98, 168, 34)


def long_back(sheet: Sheet, person: PortraitTraits) -> None:
    sheet.shape(
        both(
            [
                (0, 88),
                (60, 98),
                (94, 146),
                (100, 230),
                (104, 320),
                (112, 392),
                (76, 414),
                (0, 400),
            ]
        ),
        mix(person.hair_colour, BLACK, 0.22),
    )


def long(sheet: Sheet, person: PortraitTraits) -> None:
    """Parted, falling on both sides of the face."""
    w, s = person.width, person.side
    for side in (-1, 1):
        part = 200 - 14 * s
        inner = [
            (part, 122),
            (200 + side * 40, 150),
            (200 + side * 63 * w, 196),
            (200 + side * 70 * w, 250),
            (200 + side * 66 * w, 318),
            (200 + side * 74, 372),
        ]
        outer = [
            (200 + side * 100, 396),
            (200 + side * 104, 330),
            (200 + side * 98, 240),
            (200 + side * 92, 152),
            (200 + side * 56, 100),
            (part, 92),
        ]
        sheet.shape([*inner, *outer], person.hair_colour)
    strands(
        sheet,
        person,
        [
            [(30, 112), (66, 142), (80, 210)],
            [(-36, 110), (-68, 142), (-82, 214)],
            [(84, 270), (86, 330), (90, 374)],
            [(-84, 270), (-86, 330), (-88, 374)],
        ],
    )


def waves_back(sheet: Sheet, person: PortraitTraits) -> None:
    sheet.shape(
        both(
            [
                (0, 86),
                (62, 96),
                (98, 148),
                (96, 200),
                (112, 246),
                (102, 290),
                (118, 336),
                (104, 380),
                (0, 390),
            ]
        ),
        mix(person.hair_colour, BLACK, 0.22),
    )


def waves(sheet: Sheet, person: PortraitTraits) -> None:
    w, s = person.width, person.side
    for side in (-1, 1):
        part = 200 - 18 * s
        inner = [
            (part, 126),
            (200 + side * 36, 148),
            (200 + side * 62 * w, 186),
            (200 + side * 74 * w, 226),
            (200 + side * 66 * w, 268),
            (200 + side * 80, 310),
            (200 + side * 68, 352),
        ]
        outer = [
            (200 + side * 96, 372),
            (200 + side * 112, 332),
            (200 + side * 98, 288),
            (200 + side * 108, 244),
            (200 + side * 94, 196),
            (200 + side * 92, 144),
            (200 + side * 54, 98),
            (part, 88),
        ]
        sheet.shape([*inner, *outer], person.hair_colour)
    strands(
        sheet,
        person,
        [
            [(28, 112), (66, 146), (80, 190), (92, 236), (82, 284)],
            [(-40, 108), (-70, 146), (-82, 196), (-92, 240), (-82, 288), (-96, 330)],
        ],
    )


def bob_back(sheet: Sheet, person: PortraitTraits) -> None:
    sheet.shape(
        both(
            [(0, 88), (62, 98), (96, 150), (100, 230), (96, 302), (60, 318), (0, 306)]
        ),
        mix(person.hair_colour, BLACK, 0.22),
    )


def bob(sheet: Sheet, person: PortraitTraits) -> None:
    w, s = person.width, person.side
    for side in (-1, 1):
        part = 200 - 22 * s
        inner = [
            (part, 128),
            (200 + side * 36, 152),
            (200 + side * 62 * w, 190),
            (200 + side * 71 * w, 240),
            (200 + side * 62 * w, 296),
        ]
        outer = [
            (200 + side * 84, 306),
            (200 + side * 99, 286),
            (200 + side * 100, 220),
            (200 + side * 92, 148),
            (200 + side * 54, 98),
            (part, 88),
        ]
        sheet.shape([*inner, *outer], person.hair_colour)
    strands(
        sheet,
        person,
        [
            [(24, 112), (66, 144), (82, 206), (84, 270)],
            [(-40, 108), (-70, 144), (-84, 206), (-84, 268)],
        ],
    )


def fringe(sheet: Sheet, person: PortraitTraits) -> None:
    bob(sheet, person)
    w = person.width
    sheet.shape(
        both(
            [
                (0, 90),
                (52, 98),
                (82, 138),
                (78 * w, 196),
                (66 * w, 190),
                (40, 184),
                (0, 182),
            ]
        ),
        person.hair_colour,
    )
    strands(
        sheet,
        person,
        [
            [(-40, 118), (-46, 150), (-46, 180)],
            [(-10, 110), (-12, 146), (-12, 178)],
            [(22, 112), (26, 146), (25, 179)],
        ],
    )


def bun_back(sheet: Sheet, person: PortraitTraits) -> None:
    sheet.disc(200 + 6 * person.side, 76, 40, 36, mix(person.hair_colour, BLACK, 0.12))
    sheet.pen.arc(
        sheet.box(200 + 6 * person.side, 78, 24, 22),
        190,
        330,
        fill=glint_of(person.hair_colour),
        width=round(3 * sheet.scale),
    )


def drawn_back(sheet: Sheet, person: PortraitTraits) -> None:
    """Combed away from the face."""
    cap(
        sheet,
        person,
        [(0, 96), (46, 104), (76, 138), (82, 184), (78, 218)],
        [(0, 140), (34, 146), (58, 170), (68, 200), (72, 220)],
    )
    strands(
        sheet,
        person,
        [
            [(-48, 154), (-30, 124), (-8, 108)],
            [(48, 154), (34, 126), (14, 108)],
            [(0, 136), (2, 118), (4, 106)],
        ],
    )


def ponytail_back(sheet: Sheet, person: PortraitTraits) -> None:
    s = person.side
    tail = [
        (56, 128),
        (98, 140),
        (118, 200),
        (112, 290),
        (126, 372),
        (92, 388),
        (78, 300),
        (70, 200),
    ]
    sheet.shape(
        [(200 + s * x, y) for x, y in tail], mix(person.hair_colour, BLACK, 0.14)
    )


def curls_back(sheet: Sheet, person: PortraitTraits) -> None:
    choose = dice_of(person)
    back = mix(person.hair_colour, BLACK, 0.16)
    sheet.disc(200, 190, 104, 106, back)
    for x, y, r in around(choose, 200, 206, 104, 118, 100, 440, 22, 25):
        sheet.disc(x, y, r, r, back)


def curls(sheet: Sheet, person: PortraitTraits) -> None:
    choose = dice_of(person)
    tufts(
        sheet, person, around(choose, 200, 166, 78 * person.width, 62, 180, 360, 11, 21)
    )
    tufts(sheet, person, around(choose, 200, 132, 46, 26, 185, 355, 7, 22))
    for side in (-1, 1):
        tufts(
            sheet,
            person,
            [
                (200 + side * x, y, choose.uniform(16, 22))
                for x, y in ((90, 196), (96, 226), (92, 256), (98, 286))
            ],
        )
    curly_glints(sheet, person, choose, 90, 84, 178, 26)


def braids_back(sheet: Sheet, person: PortraitTraits) -> None:
    dark = mix(person.hair_colour, BLACK, 0.1)
    for i in range(12):
        x = (i - 5.5) * 17
        sheet.line(
            [
                (200 + x * 0.75, 130),
                (200 + x * 1.02, 240),
                (200 + x * 1.06, 330),
                (200 + x * 1.08, 404 - abs(x) * 0.12),
            ],
            dark if i % 2 else glint_of(person.hair_colour),
            14,
        )


def braids(sheet: Sheet, person: PortraitTraits) -> None:
    w = person.width
    cap(
        sheet,
        person,
        [(0, 96), (46, 102), (78, 138), (86, 190), (88, 240)],
        [(0, 138), (34, 146), (58, 170), (69, 206), (73, 240)],
    )
    glint = glint_of(person.hair_colour)
    for x in (-44, -22, 0, 22, 44):
        sheet.line(
            [
                (200 + x * 1.02, 148 + abs(x) * 0.2),
                (200 + x * 0.9, 118),
                (200 + x * 0.5, 100),
            ],
            glint,
            2.4,
        )
    for side in (-1, 1):
        for k, x in enumerate((78, 91)):
            sheet.line(
                [
                    (200 + side * x * w, 200),
                    (200 + side * (x + 3), 280),
                    (200 + side * (x + 5), 366 - 22 * k),
                ],
                person.hair_colour,
                12,
            )
            for y in range(216, 350 - 22 * k, 15):
                sheet.line(
                    [(200 + side * (x - 3) * w, y), (200 + side * (x + 7), y + 6)],
                    glint,
                    2,
                )
