"""Background, neck, shoulders and clothes."""

from collections.abc import Callable
from dataclasses import replace

from PIL import Image, ImageChops

from .person import PortraitTraits
from .sheet import (
    BLACK,
    HEAD_DROP,
    WHITE,
    Colour,
    Point,
    Sheet,
    both,
    lightness,
    mix,
    shaded,
    smooth,
)


def draw_ground(sheet: Sheet, person: PortraitTraits) -> None:
    """A plain colour and two arcs behind the head."""
    pale, deep = person.ground
    sheet.image.paste(pale, (0, 0, *sheet.size))
    x = 200 + 70 * person.side
    sheet.disc(x, 235, 190, 190, mix(pale, deep, 0.75))
    sheet.ring(200 - 95 * person.side, 270, 190, 190, mix(pale, WHITE, 0.55), 5)


def face_outline(person: PortraitTraits) -> list[Point]:
    w, j = person.width, person.jaw
    return both(
        [
            (0, 116),
            (42 * w, 124),
            (68 * w, 156),
            (75 * w, 200),
            (72 * w, 238),
            (61 * w + j, 276),
            (36 + j, 303),
            (0, 313),
        ]
    )


def draw_body(sheet: Sheet, person: PortraitTraits) -> None:
    skin = person.skin
    slim = -14 if person.womanly else 6
    neck = 33 + slim * 0.3
    sheet.shape(
        both([(neck, 262), (neck, 320), (neck + 6, 350), (neck + 42, 378), (0, 420)]),
        skin,
    )
    # what the chin shades
    under = sheet.shifted(
        sheet.mask(face_outline(person)), 4 * person.side, 22 + HEAD_DROP
    )
    throat = sheet.mask(
        both([(neck, 262), (neck, 320), (neck + 6, 350), (neck + 40, 378), (0, 420)])
    )
    sheet.wash(ImageChops.multiply(under, throat), shaded(skin, 0.24))
    CLOTHES_ON[person.clothes](sheet, person, neck, slim)


def shoulders(slim: float, neck: float, height: float) -> list[Point]:
    """From the collar outwards and down, beyond the sheet."""
    return [
        (neck + 8, height),
        (neck + 46, height + 20),
        (108 + slim, 386),
        (140 + slim, 412),
        (158 + slim, 450),
        (167 + slim, 500),
        (172 + slim, 560),
    ]


def torso(
    sheet: Sheet, person: PortraitTraits, neck: float, slim: float, opening: list[Point]
) -> Image.Image:
    """The clothes, open at the neck along ``opening``.

    ``opening``: distances from the axis, outside to middle.
    """
    outline = [
        (200 + x, y)
        for x, y in [*opening[::-1], *shoulders(slim, neck, opening[0][1])[1:]]
    ]
    left = [(400 - x, y) for x, y in reversed(outline) if x != 200]
    mask = sheet.mask(outline + left)
    sheet.wash(mask, person.cloth)
    # light comes from one side
    dark = ImageChops.subtract(mask, sheet.shifted(mask, -26 * person.side, 0))
    sheet.wash(dark, mix(person.cloth, BLACK, 0.12))
    return mask


def deep(colour: Colour, share: float = 0.22) -> Colour:
    return (
        mix(colour, BLACK, share)
        if lightness(colour) > 0.25
        else mix(colour, WHITE, 0.16)
    )


def round_neck(sheet: Sheet, person: PortraitTraits, neck: float, slim: float) -> None:
    low = 392 if person.womanly else 376
    torso(
        sheet,
        person,
        neck,
        slim,
        [(neck + 8, 346), (neck + 2, 366), (18, low - 4), (0, low)],
    )
    band = [
        (200 - neck - 6, 350),
        (200 - neck + 1, 369),
        (180, low - 1),
        (200, low + 3),
        (220, low - 1),
        (200 + neck - 1, 369),
        (200 + neck + 6, 350),
    ]
    sheet.line(band, deep(person.cloth), 7)


def high_neck(sheet: Sheet, person: PortraitTraits, neck: float, slim: float) -> None:
    torso(
        sheet, person, neck, slim, [(neck + 6, 340), (neck, 346), (12, 350), (0, 350)]
    )
    sheet.shape(
        both([(neck + 2, 318), (neck + 7, 332), (neck + 10, 358), (0, 372)]),
        mix(person.cloth, WHITE, 0.08),
    )
    sheet.line(
        [(200 - neck - 9, 358), (200, 373), (200 + neck + 9, 358)],
        deep(person.cloth),
        4,
    )
    sheet.shape(
        [(200 - neck - 2, 319), (200, 332), (200 + neck + 2, 319), (200, 344)],
        deep(person.cloth, 0.16),
    )


def shirt(sheet: Sheet, person: PortraitTraits, neck: float, slim: float) -> None:
    torso(
        sheet,
        person,
        neck,
        slim,
        [(neck + 8, 344), (neck - 4, 366), (8, 402), (0, 410)],
    )
    line = deep(person.cloth)
    sheet.line([(200, 410), (200, 520)], line, 3)
    for y in (432, 468):
        sheet.disc(207, y, 3.6, 3.6, mix(person.cloth, WHITE, 0.55))
    for side in (-1, 1):
        collar = [
            (200 + side * (neck + 9), 336),
            (200 + side * (neck + 21), 366),
            (200 + side * (neck - 4), 402),
            (200 + side * 2, 410),
            (200 + side * (neck - 9), 378),
        ]
        sheet.pen.polygon(sheet.far(collar), fill=mix(person.cloth, WHITE, 0.16))
        sheet.line([collar[1], collar[2], collar[3]], line, 2.5)


def blazer(sheet: Sheet, person: PortraitTraits, neck: float, slim: float) -> None:
    inner = replace(person, cloth=person.under)
    round_neck(sheet, inner, neck, slim)
    edge = deep(person.cloth, 0.3)
    for side in (-1, 1):
        front = [(200 + side * x, y) for x, y in shoulders(slim, neck, 348)]
        sheet.pen.polygon(
            sheet.far(
                [
                    (200 + side * (neck + 4), 344),
                    *smooth(front, closed=False),
                    (200 + side * 6, 530),
                    (200 + side * 16, 470),
                ]
            ),
            fill=person.cloth,
        )
        lapel = [
            (200 + side * (neck + 4), 344),
            (200 + side * (neck + 40), 372),
            (200 + side * (neck + 30), 398),
            (200 + side * (neck + 38), 408),
            (200 + side * 14, 480),
        ]
        sheet.pen.polygon(sheet.far(lapel), fill=mix(person.cloth, WHITE, 0.1))
        sheet.pen.line(
            sheet.far([*lapel[1:], lapel[0]]),
            fill=edge,
            width=round(2.2 * sheet.scale),
            joint="curve",
        )


def hoodie(sheet: Sheet, person: PortraitTraits, neck: float, slim: float) -> None:
    inside = deep(person.cloth, 0.34)
    sheet.shape(
        both([(neck + 10, 322), (neck + 34, 344), (neck + 40, 372), (0, 420)]), inside
    )
    sheet.shape(
        both([(neck - 1, 300), (neck - 2, 340), (22, 372), (0, 384)]),
        shaded(person.skin, 0.2),
    )
    torso(
        sheet,
        person,
        neck,
        slim,
        [(neck + 22, 352), (neck + 6, 376), (16, 398), (0, 402)],
    )
    for side in (-1, 1):
        hood = [
            (200 + side * (neck + 12), 326),
            (200 + side * (neck + 42), 352),
            (200 + side * (neck + 30), 384),
            (200 + side * 12, 408),
            (200 + side * 4, 402),
            (200 + side * (neck + 4), 372),
        ]
        sheet.shape(hood, mix(person.cloth, WHITE, 0.1))
        sheet.line(
            [(200 + side * 18, 404), (200 + side * 20, 440), (200 + side * 18, 462)],
            mix(person.cloth, WHITE, 0.7),
            3.5,
        )


CLOTHES_ON: dict[str, Callable[[Sheet, PortraitTraits, float, float], None]] = {
    "round": round_neck,
    "high": high_neck,
    "shirt": shirt,
    "blazer": blazer,
    "hoodie": hoodie,
}
