"""The face, its features, beards and glasses."""

from collections.abc import Callable, Sequence

from PIL import ImageChops

from .body import face_outline
from .person import PortraitTraits
from .sheet import BLACK, WHITE, Colour, Point, Sheet, both, lightness, mix, shaded
from .short_hair import strands

COVERING = {"veil"}


def nothing(_sheet: Sheet, _person: PortraitTraits) -> None:
    """Draws nothing."""


def draw_head(sheet: Sheet, person: PortraitTraits) -> None:
    skin, w = person.skin, person.width
    if person.hair not in COVERING:
        for side in (-1, 1):
            sheet.disc(
                200 + side * 75 * w,
                222,
                12,
                19,
                shaded(skin, 0.07 if side == person.side else 0.16),
            )
            sheet.line(
                [
                    (200 + side * 76 * w, 212),
                    (200 + side * 80 * w, 220),
                    (200 + side * 76 * w, 231),
                ],
                shaded(skin, 0.3),
                2.4,
            )
    mask = sheet.mask(face_outline(person))
    sheet.wash(mask, skin)
    away = ImageChops.subtract(mask, sheet.shifted(mask, 13 * person.side, -3))
    sheet.wash(away, shaded(skin, 0.1))
    warm = mix(skin, (226, 92, 78), 0.15 if lightness(skin) > 0.5 else 0.1)
    for side in (-1, 1):
        sheet.disc(200 + side * 46 * w, 256, 17, 11, warm)


def draw_features(sheet: Sheet, person: PortraitTraits) -> None:
    skin = person.skin
    line = shaded(skin, 0.34) if lightness(skin) > 0.35 else mix(skin, BLACK, 0.62)
    brow = (
        mix(person.hair_colour, BLACK, 0.25)
        if not person.old
        else mix(person.hair_colour, BLACK, 0.15)
    )
    gap = 32 * person.eyes
    for side in (-1, 1):
        x = 200 + side * gap
        # the eye: dark, with a light in it, under a lid
        if lightness(skin) < 0.45:
            sheet.disc(x, 221, 10.5, 7, mix(WHITE, skin, 0.22))
        sheet.disc(x, 221, 6.4, 7.6, BLACK)
        sheet.disc(x + 2.2 - 0.6 * person.side, 218, 2.1, 2.3, WHITE)
        lid = [(x - 12, 219), (x - 5, 212.6), (x + 5, 212.6), (x + 12, 219)]
        sheet.line(lid, BLACK, 3.4 if person.womanly else 2.4)
        if person.womanly:
            sheet.line([(x + side * 11, 218), (x + side * 16, 214)], BLACK, 3)
        thick = 4.4 if person.womanly else 6.2
        high = 197 + person.brow
        sheet.line(
            [
                (x - side * 13, high + 3),
                (x + side * 1, high - 3),
                (x + side * 15, high + 3),
            ],
            brow,
            thick,
        )
        if person.old:
            sheet.line(
                [(x + side * 17, 226), (x + side * 23, 229)], shaded(skin, 0.22), 2
            )
            sheet.line(
                [(x + side * 17, 220), (x + side * 24, 219)], shaded(skin, 0.22), 2
            )
            sheet.line(
                [
                    (200 + side * 25, 266),
                    (200 + side * 35, 279),
                    (200 + side * 37, 290),
                ],
                shaded(skin, 0.22),
                2.4,
            )
    if person.old:
        sheet.line([(176, 168), (200, 165), (224, 168)], shaded(skin, 0.14), 2.2)
    n = 11 * person.nose
    sheet.line(
        [
            (200 + 3 * person.side, 226),
            (200 + 7 * person.side, 244),
            (200 + n * person.side, 257),
        ],
        shaded(skin, 0.16),
        3.4,
    )
    sheet.line(
        [
            (200 - n, 259),
            (200 - n * 0.5, 264),
            (200, 262.5),
            (200 + n * 0.5, 264),
            (200 + n, 259),
        ],
        line,
        3.4,
    )
    mouth(sheet, person, line)


def mouth(sheet: Sheet, person: PortraitTraits, line: Colour) -> None:
    red = mix(person.skin, (176, 52, 60), 0.46 if person.womanly else 0.26)
    if lightness(person.skin) < 0.4:
        red = mix(person.skin, (150, 60, 70), 0.5)
    if person.mouth == "open":
        sheet.shape(
            [(174, 279), (200, 284), (226, 279), (216, 294), (200, 299), (184, 294)],
            mix(red, BLACK, 0.5),
        )
        sheet.shape(
            [(179, 282), (200, 286), (221, 282), (212, 289), (200, 291), (188, 289)],
            WHITE,
        )
        sheet.line(
            [(172, 278), (186, 283), (200, 284), (214, 283), (228, 278)], line, 3
        )
    elif person.mouth == "lips":
        sheet.shape(
            [
                (177, 283),
                (190, 279),
                (200, 281),
                (210, 279),
                (223, 283),
                (212, 293),
                (200, 296),
                (188, 293),
            ],
            red,
        )
        sheet.line(
            [(174, 282), (188, 286.5), (200, 287), (212, 286.5), (226, 282)],
            mix(line, BLACK, 0.25),
            2.6,
        )
    else:
        sheet.line(
            [(175, 280), (186, 286), (200, 288.5), (214, 286), (225, 280)],
            mix(line, BLACK, 0.15),
            3.8,
        )
        sheet.line([(191, 297), (200, 298.5), (209, 297)], shaded(person.skin, 0.18), 3)


def beard_shape(person: PortraitTraits, *, high: float, low: float) -> list[Point]:
    w, j = person.width, person.jaw
    return both(
        [
            (0, 268),
            (24, 268),
            (40, 262),
            (62 * w, high),
            (75 * w, 214),
            (73 * w, 240),
            (63 * w + j, 280),
            (38 + j, 307 + low),
            (0, 316 + low),
        ]
    )


def inside_face(
    sheet: Sheet, person: PortraitTraits, points: Sequence[Point], colour: Colour
) -> None:
    sheet.wash(
        ImageChops.multiply(sheet.mask(points), sheet.mask(face_outline(person))),
        colour,
    )


def stubble(sheet: Sheet, person: PortraitTraits) -> None:
    inside_face(
        sheet,
        person,
        beard_shape(person, high=258, low=0),
        mix(person.skin, person.hair_colour, 0.2),
    )


def short_beard(sheet: Sheet, person: PortraitTraits) -> None:
    sheet.shape(beard_shape(person, high=262, low=4), person.hair_colour)
    around_mouth(sheet, person)


def full_beard(sheet: Sheet, person: PortraitTraits) -> None:
    sheet.shape(beard_shape(person, high=258, low=26), person.hair_colour)
    strands(
        sheet,
        person,
        [
            [(-28, 312), (-22, 330)],
            [(0, 316), (0, 336)],
            [(28, 312), (22, 330)],
            [(-56, 280), (-48, 306)],
            [(56, 280), (48, 306)],
        ],
    )
    around_mouth(sheet, person)


def around_mouth(sheet: Sheet, person: PortraitTraits) -> None:
    sheet.shape(
        [
            (176, 280),
            (188, 276),
            (200, 277),
            (212, 276),
            (224, 280),
            (214, 297),
            (200, 301),
            (186, 297),
        ],
        person.skin,
    )
    moustache(sheet, person)


def moustache(sheet: Sheet, person: PortraitTraits) -> None:
    sheet.shape(
        [
            (200, 270),
            (216, 269),
            (230, 277),
            (232, 287),
            (216, 280),
            (200, 279),
            (184, 280),
            (168, 287),
            (170, 277),
            (184, 269),
        ],
        person.hair_colour,
    )


def goatee(sheet: Sheet, person: PortraitTraits) -> None:
    sheet.shape(
        [
            (200, 302),
            (218, 301),
            (224, 312),
            (214, 326),
            (200, 330),
            (186, 326),
            (176, 312),
            (182, 301),
        ],
        person.hair_colour,
    )
    moustache(sheet, person)


BEARDS: dict[str, Callable[[Sheet, PortraitTraits], None]] = {
    "none": nothing,
    "stubble": stubble,
    "short": short_beard,
    "full": full_beard,
    "moustache": moustache,
    "goatee": goatee,
}


def round_glasses(sheet: Sheet, person: PortraitTraits) -> None:
    frames(sheet, person, lambda x: sheet.ring(x, 222, 24, 23, (52, 40, 38), 3.4))


def square_glasses(sheet: Sheet, person: PortraitTraits) -> None:
    def frame(x: float) -> None:
        box = sheet.box(x, 222.5, 26, 19.5)
        sheet.pen.rounded_rectangle(
            box,
            radius=11 * sheet.scale,
            outline=(38, 34, 44),
            width=round(4.4 * sheet.scale),
        )

    frames(sheet, person, frame)


def frames(
    sheet: Sheet, person: PortraitTraits, frame: Callable[[float], None]
) -> None:
    gap = 32 * person.eyes
    for side in (-1, 1):
        frame(200 + side * gap)
        if person.hair not in COVERING:
            sheet.line(
                [(200 + side * (gap + 25), 217), (200 + side * 74 * person.width, 213)],
                (52, 40, 38),
                3,
            )
    sheet.line(
        [(200 - gap + 24, 219), (200, 215), (200 + gap - 24, 219)], (52, 40, 38), 3.2
    )


GLASSES: dict[str, Callable[[Sheet, PortraitTraits], None]] = {
    "none": nothing,
    "round": round_glasses,
    "square": square_glasses,
}
