"""Drawn faces of people who do not exist, for the demonstration: the same seed gives the same person.

Everything is drawn in a space of 400 × 500 units, three times too large (twice for the largest),
then reduced: that is what smooths the edges. A person is a few choices (skin, age, hair, clothes …); each choice has one function that draws it.
"""

import functools
import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]
WIDTH, HEIGHT = 400, 500
HEAD_DROP = 12  # how far the head sits into the shoulders

GROUNDS: list[tuple[str, str]] = [
    ("#f3e3c8", "#ecd2a6"),
    ("#dfe9dc", "#c8dac6"),
    ("#f4dcd0", "#ebc5b3"),
    ("#dbe6ea", "#c2d5dc"),
    ("#f7e7b9", "#f0d68c"),
    ("#e8e0ea", "#d6c9db"),
    ("#d5e5dd", "#b5d0c3"),
    ("#f1e4da", "#e2cdbb"),
]
SKINS = ["#f6d7bf", "#efc6a4", "#e3b088", "#d2986d", "#bb7f55", "#a06a45", "#845338", "#67402c", "#4f3124"]
LIVELY_HAIR = ["#1c1719", "#2a1d1a", "#3b2720", "#50331f", "#6d4526", "#95612f", "#b98445", "#8a3b22"]
DARK_HAIR = LIVELY_HAIR[:4]
GREY_HAIR = ["#8c8884", "#b3aea8", "#d6d2cb", "#6b6865"]
CLOTHES = [
    "#1f5f4a",
    "#2c4a6e",
    "#a2452f",
    "#e0a83f",
    "#5d4468",
    "#37707a",
    "#7a8b4f",
    "#c97b5c",
    "#28344a",
    "#8d3b4a",
    "#efe6d6",
    "#4d7d68",
    "#b95f3b",
    "#3d5a80",
]
SCARVES = ["#2f6f7c", "#a8483c", "#8a5b7c", "#e2b04a", "#1f5f4a", "#d9c4b0", "#39567f", "#c2766b", "#6f8560"]


@dataclass(frozen=True)
class Person:
    """Every choice, made once from the seed."""

    skin: Colour
    old: bool
    womanly: bool
    hair: str
    hair_colour: Colour
    beard: str
    glasses: str
    clothes: str
    cloth: Colour
    under: Colour
    scarf: Colour
    earrings: bool
    mouth: str
    ground: tuple[Colour, Colour]
    width: float
    jaw: float
    nose: float
    eyes: float
    brow: float
    side: int
    seed: int


def draw(seed: int, *, womanly: bool | None = None, size: tuple[int, int] = (800, 1000)) -> Image.Image:
    """The portrait of the person that ``seed`` makes, 4:5; ``womanly`` so that a face goes with a first name."""
    person = _person(seed, womanly)
    finer = 3 if size[0] <= 500 else 2
    sheet = _Sheet(size[0] * finer, size[1] * finer)
    _ground(sheet, person)
    sheet.drop = HEAD_DROP
    BACK_OF_HAIR.get(person.hair, _nothing)(sheet, person)
    sheet.drop = 0
    _body(sheet, person)
    sheet.drop = HEAD_DROP
    _head(sheet, person)
    BEARDS[person.beard](sheet, person)
    _features(sheet, person)
    FRONT_OF_HAIR[person.hair](sheet, person)
    GLASSES[person.glasses](sheet, person)
    return sheet.image.reduce(finer)


# ---- the sheet -------------------------------------------------------------------------------------------------


class _Sheet:
    """An image drawn in units of the 400 × 500 space."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.scale = width / WIDTH
        self.drop = 0  # added to every height
        self.image = Image.new("RGB", self.size)
        self.pen = ImageDraw.Draw(self.image)

    def _far(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, (y + self.drop) * self.scale) for x, y in points]

    def _box(self, x: float, y: float, rx: float, ry: float) -> list[float]:
        s = self.scale
        y += self.drop
        return [(x - rx) * s, (y - ry) * s, (x + rx) * s, (y + ry) * s]

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        self.pen.polygon(self._far(smooth(points)), fill=colour)

    def disc(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        self.pen.ellipse(self._box(x, y, rx, ry), fill=colour)

    def ring(self, x: float, y: float, rx: float, ry: float, colour: Colour, width: float) -> None:
        self.pen.ellipse(self._box(x, y, rx, ry), outline=colour, width=round(width * self.scale))

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """A curve through the points, with round ends."""
        thick = width * self.scale
        path = self._far(smooth(points, closed=False))
        self.pen.line(path, fill=colour, width=round(thick), joint="curve")
        for x, y in (path[0], path[-1]):
            self.pen.ellipse([x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2], fill=colour)

    def mask(self, points: Sequence[Point]) -> Image.Image:
        mask = Image.new("L", self.size)
        ImageDraw.Draw(mask).polygon(self._far(smooth(points)), fill=255)
        return mask

    def shifted(self, mask: Image.Image, x: float, y: float) -> Image.Image:
        moved = Image.new("L", self.size)
        moved.paste(mask, (round(x * self.scale), round(y * self.scale)))
        return moved

    def wash(self, mask: Image.Image, colour: Colour) -> None:
        box = mask.getbbox()
        if box:  # only where there is something: four times quicker
            self.image.paste(colour, box, mask.crop(box))


def smooth(points: Sequence[Point], *, closed: bool = True, steps: int = 10) -> list[Point]:
    """The Catmull-Rom curve through the points."""
    count = len(points)
    path: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            path.append(
                (
                    _between(p0[0], p1[0], p2[0], p3[0], t),
                    _between(p0[1], p1[1], p2[1], p3[1], t),
                )
            )
    return path if closed else [*path, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)


def both(points: Sequence[Point]) -> list[Point]:
    """The right half of an outline from top to bottom, in distances from the axis: the whole outline."""
    right = [(200 + x, y) for x, y in points]
    left = [(200 - x, y) for x, y in reversed(points) if x]
    return right + left


def rgb(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _light(colour: Colour) -> float:
    return (0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]) / 255


BLACK: Colour = (24, 18, 22)
WHITE: Colour = (255, 252, 246)
SHADE: Colour = (88, 30, 42)  # shadows on skin are warm


def shaded(skin: Colour, share: float = 0.16) -> Colour:
    return mix(skin, SHADE, share)


# ---- the choices -----------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=256)
def _person(seed: int, asked: bool | None) -> Person:
    choose = random.Random(f"portrait {seed}")
    tone = choose.randrange(len(SKINS))
    by_chance = choose.random() < 0.5
    womanly = by_chance if asked is None else asked
    old = choose.random() < 0.22
    if old:
        hair_colour = rgb(choose.choice(GREY_HAIR))
    else:
        hair_colour = rgb(choose.choice(LIVELY_HAIR if tone < 3 else DARK_HAIR))
    if tone >= 6 and not old:
        hair_colour = rgb(DARK_HAIR[tone % 2])
    hair = choose.choice(_hair_for(womanly, old, tone))
    beard = "none"
    if not womanly and choose.random() < 0.55:
        beard = choose.choice(["stubble", "short", "full", "moustache", "goatee"])
    ground = choose.choice(GROUNDS)
    cloth = rgb(choose.choice(CLOTHES))
    scarf = rgb(choose.choice(SCARVES))
    while scarf == cloth:
        scarf = rgb(choose.choice(SCARVES))
    return Person(
        skin=rgb(SKINS[tone]), old=old, womanly=womanly, hair=hair, hair_colour=hair_colour, beard=beard,
        glasses=choose.choice(["round", "square", "none", "none", "none", "none"]),
        clothes=choose.choice(["round", "shirt", "blazer", "hoodie", "high", "round", "shirt"]),
        cloth=cloth, under=rgb(choose.choice(["#f6efe2", "#e9d9bd", "#dfe6e4", "#f3d9c6", "#36424f"])), scarf=scarf,
        earrings=womanly and choose.random() < 0.55, mouth=choose.choice(["soft", "soft", "open", "lips"]),
        ground=(rgb(ground[0]), rgb(ground[1])), width=choose.uniform(0.95, 1.06), jaw=choose.uniform(-5, 6),
        nose=choose.uniform(0.85, 1.2), eyes=choose.uniform(0.92, 1.08), brow=choose.uniform(-3, 2),
        side=choose.choice([-1, 1]), seed=seed,
    )  # fmt: skip


def _hair_for(womanly: bool, old: bool, tone: int) -> list[str]:
    if womanly:
        usual = ["bob", "long", "bun", "waves", "fringe", "ponytail", "veil", "veil", "pixie"]
        return usual + (["afro", "curls", "braids", "wrap", "braids", "wrap"] if tone >= 4 else ["curls"])
    usual = ["crop", "parting", "crop", "quiff", "bonnet", "parting"]
    if old:
        usual += ["receding", "receding", "bald", "turban"]
    return usual + (["buzz", "twists", "buzz", "high curls", "bald"] if tone >= 4 else ["high curls", "buzz"])


def _nothing(_sheet: _Sheet, _person: Person) -> None:
    pass


# ---- ground, body, head ----------------------------------------------------------------------------------------


def _ground(sheet: _Sheet, person: Person) -> None:
    """A plain colour and, behind the head, the two arcs of the mark."""
    pale, deep = person.ground
    sheet.image.paste(pale, (0, 0, *sheet.size))
    x = 200 + 70 * person.side
    sheet.disc(x, 235, 190, 190, mix(pale, deep, 0.75))
    sheet.ring(200 - 95 * person.side, 270, 190, 190, mix(pale, WHITE, 0.55), 5)


def _face(person: Person) -> list[Point]:
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


def _body(sheet: _Sheet, person: Person) -> None:
    skin = person.skin
    slim = -14 if person.womanly else 6
    neck = 33 + slim * 0.3
    sheet.shape(both([(neck, 262), (neck, 320), (neck + 6, 350), (neck + 42, 378), (0, 420)]), skin)
    # what the chin shades
    under = sheet.shifted(sheet.mask(_face(person)), 4 * person.side, 22 + HEAD_DROP)
    throat = sheet.mask(both([(neck, 262), (neck, 320), (neck + 6, 350), (neck + 40, 378), (0, 420)]))
    sheet.wash(ImageChops.multiply(under, throat), shaded(skin, 0.24))
    CLOTHES_ON[person.clothes](sheet, person, neck, slim)


def _shoulders(slim: float, neck: float, height: float) -> list[Point]:
    """From the collar outwards and down, beyond the sheet."""
    return [
        (neck + 8, height), (neck + 46, height + 20), (108 + slim, 386), (140 + slim, 412), (158 + slim, 450), (167 + slim, 500), (172 + slim, 560),
    ]  # fmt: skip


def _torso(sheet: _Sheet, person: Person, neck: float, slim: float, opening: list[Point]) -> Image.Image:
    """The clothes, open at the neck along ``opening`` (distances from the axis, outside to middle)."""
    outline = [(200 + x, y) for x, y in [*opening[::-1], *_shoulders(slim, neck, opening[0][1])[1:]]]
    left = [(400 - x, y) for x, y in reversed(outline) if x != 200]
    mask = sheet.mask(outline + left)
    sheet.wash(mask, person.cloth)
    # light comes from one side
    dark = ImageChops.subtract(mask, sheet.shifted(mask, -26 * person.side, 0))
    sheet.wash(dark, mix(person.cloth, BLACK, 0.12))
    return mask


def _deep(colour: Colour, share: float = 0.22) -> Colour:
    return mix(colour, BLACK, share) if _light(colour) > 0.25 else mix(colour, WHITE, 0.16)


def _round_neck(sheet: _Sheet, person: Person, neck: float, slim: float) -> None:
    low = 392 if person.womanly else 376
    _torso(sheet, person, neck, slim, [(neck + 8, 346), (neck + 2, 366), (18, low - 4), (0, low)])
    band = [
        (200 - neck - 6, 350),
        (200 - neck + 1, 369),
        (180, low - 1),
        (200, low + 3),
        (220, low - 1),
        (200 + neck - 1, 369),
        (200 + neck + 6, 350),
    ]
    sheet.line(band, _deep(person.cloth), 7)


def _high_neck(sheet: _Sheet, person: Person, neck: float, slim: float) -> None:
    _torso(sheet, person, neck, slim, [(neck + 6, 340), (neck, 346), (12, 350), (0, 350)])
    sheet.shape(both([(neck + 2, 318), (neck + 7, 332), (neck + 10, 358), (0, 372)]), mix(person.cloth, WHITE, 0.08))
    sheet.line([(200 - neck - 9, 358), (200, 373), (200 + neck + 9, 358)], _deep(person.cloth), 4)
    sheet.shape([(200 - neck - 2, 319), (200, 332), (200 + neck + 2, 319), (200, 344)], _deep(person.cloth, 0.16))


def _shirt(sheet: _Sheet, person: Person, neck: float, slim: float) -> None:
    _torso(sheet, person, neck, slim, [(neck + 8, 344), (neck - 4, 366), (8, 402), (0, 410)])
    line = _deep(person.cloth)
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
        sheet.pen.polygon(sheet._far(collar), fill=mix(person.cloth, WHITE, 0.16))
        sheet.line([collar[1], collar[2], collar[3]], line, 2.5)


def _blazer(sheet: _Sheet, person: Person, neck: float, slim: float) -> None:
    inner = replace(person, cloth=person.under)
    _round_neck(sheet, inner, neck, slim)
    edge = _deep(person.cloth, 0.3)
    for side in (-1, 1):
        front = [(200 + side * x, y) for x, y in _shoulders(slim, neck, 348)]
        sheet.pen.polygon(
            sheet._far(
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
        sheet.pen.polygon(sheet._far(lapel), fill=mix(person.cloth, WHITE, 0.1))
        sheet.pen.line(sheet._far([*lapel[1:], lapel[0]]), fill=edge, width=round(2.2 * sheet.scale), joint="curve")


def _hoodie(sheet: _Sheet, person: Person, neck: float, slim: float) -> None:
    inside = _deep(person.cloth, 0.34)
    sheet.shape(both([(neck + 10, 322), (neck + 34, 344), (neck + 40, 372), (0, 420)]), inside)
    sheet.shape(both([(neck - 1, 300), (neck - 2, 340), (22, 372), (0, 384)]), shaded(person.skin, 0.2))
    _torso(sheet, person, neck, slim, [(neck + 22, 352), (neck + 6, 376), (16, 398), (0, 402)])
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
            [(200 + side * 18, 404), (200 + side * 20, 440), (200 + side * 18, 462)], mix(person.cloth, WHITE, 0.7), 3.5
        )


CLOTHES_ON: dict[str, Callable[[_Sheet, Person, float, float], None]] = {
    "round": _round_neck, "high": _high_neck, "shirt": _shirt, "blazer": _blazer, "hoodie": _hoodie,
}  # fmt: skip


def _head(sheet: _Sheet, person: Person) -> None:
    skin, w = person.skin, person.width
    if person.hair not in COVERING:
        for side in (-1, 1):
            sheet.disc(200 + side * 75 * w, 222, 12, 19, shaded(skin, 0.07 if side == person.side else 0.16))
            sheet.line(
                [(200 + side * 76 * w, 212), (200 + side * 80 * w, 220), (200 + side * 76 * w, 231)],
                shaded(skin, 0.3),
                2.4,
            )
    mask = sheet.mask(_face(person))
    sheet.wash(mask, skin)
    away = ImageChops.subtract(mask, sheet.shifted(mask, 13 * person.side, -3))
    sheet.wash(away, shaded(skin, 0.1))
    warm = mix(skin, (226, 92, 78), 0.15 if _light(skin) > 0.5 else 0.1)
    for side in (-1, 1):
        sheet.disc(200 + side * 46 * w, 256, 17, 11, warm)


def _features(sheet: _Sheet, person: Person) -> None:
    skin = person.skin
    line = shaded(skin, 0.34) if _light(skin) > 0.35 else mix(skin, BLACK, 0.62)
    brow = mix(person.hair_colour, BLACK, 0.25) if not person.old else mix(person.hair_colour, BLACK, 0.15)
    gap = 32 * person.eyes
    for side in (-1, 1):
        x = 200 + side * gap
        # the eye: dark, with a light in it, under a lid
        if _light(skin) < 0.45:
            sheet.disc(x, 221, 10.5, 7, mix(WHITE, skin, 0.22))
        sheet.disc(x, 221, 6.4, 7.6, BLACK)
        sheet.disc(x + 2.2 - 0.6 * person.side, 218, 2.1, 2.3, WHITE)
        lid = [(x - 12, 219), (x - 5, 212.6), (x + 5, 212.6), (x + 12, 219)]
        sheet.line(lid, BLACK, 3.4 if person.womanly else 2.4)
        if person.womanly:
            sheet.line([(x + side * 11, 218), (x + side * 16, 214)], BLACK, 3)
        thick = 4.4 if person.womanly else 6.2
        high = 197 + person.brow
        sheet.line([(x - side * 13, high + 3), (x + side * 1, high - 3), (x + side * 15, high + 3)], brow, thick)
        if person.old:
            sheet.line([(x + side * 17, 226), (x + side * 23, 229)], shaded(skin, 0.22), 2)
            sheet.line([(x + side * 17, 220), (x + side * 24, 219)], shaded(skin, 0.22), 2)
            sheet.line(
                [(200 + side * 25, 266), (200 + side * 35, 279), (200 + side * 37, 290)], shaded(skin, 0.22), 2.4
            )
    if person.old:
        sheet.line([(176, 168), (200, 165), (224, 168)], shaded(skin, 0.14), 2.2)
    n = 11 * person.nose
    sheet.line(
        [(200 + 3 * person.side, 226), (200 + 7 * person.side, 244), (200 + n * person.side, 257)],
        shaded(skin, 0.16),
        3.4,
    )
    sheet.line([(200 - n, 259), (200 - n * 0.5, 264), (200, 262.5), (200 + n * 0.5, 264), (200 + n, 259)], line, 3.4)
    _mouth(sheet, person, line)


def _mouth(sheet: _Sheet, person: Person, line: Colour) -> None:
    red = mix(person.skin, (176, 52, 60), 0.46 if person.womanly else 0.26)
    if _light(person.skin) < 0.4:
        red = mix(person.skin, (150, 60, 70), 0.5)
    if person.mouth == "open":
        sheet.shape([(174, 279), (200, 284), (226, 279), (216, 294), (200, 299), (184, 294)], mix(red, BLACK, 0.5))
        sheet.shape([(179, 282), (200, 286), (221, 282), (212, 289), (200, 291), (188, 289)], WHITE)
        sheet.line([(172, 278), (186, 283), (200, 284), (214, 283), (228, 278)], line, 3)
    elif person.mouth == "lips":
        sheet.shape(
            [(177, 283), (190, 279), (200, 281), (210, 279), (223, 283), (212, 293), (200, 296), (188, 293)], red
        )
        sheet.line([(174, 282), (188, 286.5), (200, 287), (212, 286.5), (226, 282)], mix(line, BLACK, 0.25), 2.6)
    else:
        sheet.line([(175, 280), (186, 286), (200, 288.5), (214, 286), (225, 280)], mix(line, BLACK, 0.15), 3.8)
        sheet.line([(191, 297), (200, 298.5), (209, 297)], shaded(person.skin, 0.18), 3)


# ---- hair ------------------------------------------------------------------------------------------------------


def _cap(
    sheet: _Sheet, person: Person, outer: Sequence[Point], inner: Sequence[Point], *, part: float = 0
) -> Image.Image:
    """Hair between an outer outline and the hairline, both from middle to temple; ``part`` moves the hairline."""
    w = person.width
    out = [(200 + x * w, y) for x, y in outer]
    inside = [(200 + x * w + part, y) for x, y in inner]
    left_out = [(200 - x * w, y) for x, y in outer if x]
    left_in = [(200 - x * w + part, y) for x, y in inner if x]
    outline = [*reversed(left_out), *out, *reversed(inside), *left_in]
    mask = sheet.mask(outline)
    sheet.wash(mask, person.hair_colour)
    return mask


def _glint(colour: Colour) -> Colour:
    return mix(colour, (255, 226, 190), 0.13)


def _strands(sheet: _Sheet, person: Person, lines: Sequence[Sequence[Point]], width: float = 3) -> None:
    for points in lines:
        sheet.line([(200 + (x * person.side), y) for x, y in points], _glint(person.hair_colour), width)


def _buzz(sheet: _Sheet, person: Person) -> None:
    _cap(sheet, person, [(0, 108), (40, 114), (66, 142), (77, 196)], [(0, 150), (36, 150), (58, 166), (68, 200)])


def _crop(sheet: _Sheet, person: Person) -> None:
    _cap(
        sheet,
        person,
        [(0, 98), (44, 104), (72, 134), (80, 176), (76, 212)],
        [(0, 152), (30, 150), (54, 158), (64, 184), (70, 212)],
    )
    _strands(sheet, person, [[(-40, 132), (-14, 118), (22, 118)], [(10, 134), (36, 132), (54, 146)]])


def _parting(sheet: _Sheet, person: Person) -> None:
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
    _strands(sheet, person, [[(-44, 136), (-16, 116), (30, 116), (58, 138)], [(-34, 124), (0, 102), (34, 106)]])


def _quiff(sheet: _Sheet, person: Person) -> None:
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
    _strands(
        sheet,
        person,
        [
            [(-46, 132), (-34, 102), (6, 88), (34, 98)],
            [(-24, 136), (-6, 112), (28, 108)],
            [(8, 138), (26, 122), (46, 126)],
        ],
    )


def _receding(sheet: _Sheet, person: Person) -> None:
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
    sheet.line([(166, 124), (200, 118), (236, 125)], mix(person.hair_colour, person.skin, 0.35), 5)


def _bald(sheet: _Sheet, person: Person) -> None:
    sheet.line([(200 - 34 * person.side, 140), (200 - 16 * person.side, 132)], mix(person.skin, WHITE, 0.35), 6)


def _tufts(sheet: _Sheet, person: Person, centres: Sequence[tuple[float, float, float]]) -> None:
    for x, y, r in centres:
        sheet.disc(x, y, r, r, person.hair_colour)


def _around(
    choose: random.Random, cx: float, cy: float, rx: float, ry: float, first: float, last: float, count: int, r: float
) -> list[tuple[float, float, float]]:
    spots = []
    for i in range(count):
        angle = math.radians(first + (last - first) * i / (count - 1))
        spots.append((cx + rx * math.cos(angle), cy + ry * math.sin(angle), r * choose.uniform(0.88, 1.14)))
    return spots


def _curly_glints(
    sheet: _Sheet, person: Person, choose: random.Random, rx: float, ry: float, cy: float, count: int
) -> None:
    glint = _glint(person.hair_colour)
    for _ in range(count):
        angle, far = math.radians(choose.uniform(195, 345)), choose.uniform(0.5, 0.98)
        x, y = 200 + rx * far * math.cos(angle), cy + ry * far * math.sin(angle)
        r = choose.uniform(5, 8)
        sheet.pen.arc(sheet._box(x, y, r, r), 180, 20, fill=glint, width=round(2.4 * sheet.scale))


def _choose(person: Person) -> random.Random:
    return random.Random(f"hair {person.seed}")


def _high_curls(sheet: _Sheet, person: Person) -> None:
    choose = _choose(person)
    _buzz(sheet, person)
    _tufts(sheet, person, _around(choose, 200, 142, 62 * person.width, 40, 185, 355, 10, 20))
    _tufts(sheet, person, _around(choose, 200, 128, 38, 30, 190, 350, 6, 24))
    _tufts(sheet, person, _around(choose, 200, 150, 44, 8, 185, 355, 6, 13))
    _curly_glints(sheet, person, choose, 62, 52, 146, 16)


def _twists(sheet: _Sheet, person: Person) -> None:
    choose = _choose(person)
    _buzz(sheet, person)
    for row, (y, reach, count) in enumerate([(136, 58, 9), (118, 50, 8), (106, 34, 6)]):
        for i in range(count):
            x = 200 + (i / (count - 1) - 0.5) * 2 * reach * person.width
            tip = (
                x + (x - 200) * 0.18 + choose.uniform(-4, 4),
                y - 20 - 6 * row + abs(x - 200) * 0.12 + choose.uniform(-4, 4),
            )
            sheet.line(
                [(x, y + 10), ((x + tip[0]) / 2 + 2, (y + tip[1]) / 2), tip],
                person.hair_colour if (i + row) % 3 else _glint(person.hair_colour),
                11,
            )


def _afro_back(sheet: _Sheet, person: Person) -> None:
    choose = _choose(person)
    sheet.disc(200, 170, 116, 108, person.hair_colour)
    _tufts(sheet, person, _around(choose, 200, 172, 106, 98, 150, 390, 22, 24))


def _afro(sheet: _Sheet, person: Person) -> None:
    choose = _choose(person)
    _cap(sheet, person, [(0, 96), (50, 104), (78, 144), (86, 210)], [(0, 148), (34, 148), (58, 166), (69, 208)])
    _tufts(sheet, person, _around(choose, 200, 152, 46, 6, 185, 355, 7, 11))
    _curly_glints(sheet, person, choose, 104, 98, 168, 34)


def _long_back(sheet: _Sheet, person: Person) -> None:
    sheet.shape(
        both([(0, 88), (60, 98), (94, 146), (100, 230), (104, 320), (112, 392), (76, 414), (0, 400)]),
        mix(person.hair_colour, BLACK, 0.22),
    )


def _long(sheet: _Sheet, person: Person) -> None:
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
    _strands(
        sheet,
        person,
        [
            [(30, 112), (66, 142), (80, 210)],
            [(-36, 110), (-68, 142), (-82, 214)],
            [(84, 270), (86, 330), (90, 374)],
            [(-84, 270), (-86, 330), (-88, 374)],
        ],
    )


def _waves_back(sheet: _Sheet, person: Person) -> None:
    sheet.shape(
        both([(0, 86), (62, 96), (98, 148), (96, 200), (112, 246), (102, 290), (118, 336), (104, 380), (0, 390)]),
        mix(person.hair_colour, BLACK, 0.22),
    )


def _waves(sheet: _Sheet, person: Person) -> None:
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
    _strands(
        sheet,
        person,
        [
            [(28, 112), (66, 146), (80, 190), (92, 236), (82, 284)],
            [(-40, 108), (-70, 146), (-82, 196), (-92, 240), (-82, 288), (-96, 330)],
        ],
    )


def _bob_back(sheet: _Sheet, person: Person) -> None:
    sheet.shape(
        both([(0, 88), (62, 98), (96, 150), (100, 230), (96, 302), (60, 318), (0, 306)]),
        mix(person.hair_colour, BLACK, 0.22),
    )


def _bob(sheet: _Sheet, person: Person) -> None:
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
    _strands(
        sheet, person, [[(24, 112), (66, 144), (82, 206), (84, 270)], [(-40, 108), (-70, 144), (-84, 206), (-84, 268)]]
    )


def _fringe(sheet: _Sheet, person: Person) -> None:
    _bob(sheet, person)
    w = person.width
    sheet.shape(
        both([(0, 90), (52, 98), (82, 138), (78 * w, 196), (66 * w, 190), (40, 184), (0, 182)]), person.hair_colour
    )
    _strands(
        sheet,
        person,
        [[(-40, 118), (-46, 150), (-46, 180)], [(-10, 110), (-12, 146), (-12, 178)], [(22, 112), (26, 146), (25, 179)]],
    )


def _bun_back(sheet: _Sheet, person: Person) -> None:
    sheet.disc(200 + 6 * person.side, 76, 40, 36, mix(person.hair_colour, BLACK, 0.12))
    sheet.pen.arc(
        sheet._box(200 + 6 * person.side, 78, 24, 22),
        190,
        330,
        fill=_glint(person.hair_colour),
        width=round(3 * sheet.scale),
    )


def _drawn_back(sheet: _Sheet, person: Person) -> None:
    """Combed away from the face."""
    _cap(
        sheet,
        person,
        [(0, 96), (46, 104), (76, 138), (82, 184), (78, 218)],
        [(0, 140), (34, 146), (58, 170), (68, 200), (72, 220)],
    )
    _strands(
        sheet,
        person,
        [[(-48, 154), (-30, 124), (-8, 108)], [(48, 154), (34, 126), (14, 108)], [(0, 136), (2, 118), (4, 106)]],
    )


def _ponytail_back(sheet: _Sheet, person: Person) -> None:
    s = person.side
    tail = [(56, 128), (98, 140), (118, 200), (112, 290), (126, 372), (92, 388), (78, 300), (70, 200)]
    sheet.shape([(200 + s * x, y) for x, y in tail], mix(person.hair_colour, BLACK, 0.14))


def _pixie(sheet: _Sheet, person: Person) -> None:
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
    _strands(
        sheet,
        person,
        [
            [(-44, 134), (-8, 122), (36, 140), (60, 168)],
            [(-30, 116), (8, 104), (48, 120)],
            [(-62, 150), (-72, 180), (-74, 212)],
        ],
    )


def _curls_back(sheet: _Sheet, person: Person) -> None:
    choose = _choose(person)
    back = mix(person.hair_colour, BLACK, 0.16)
    sheet.disc(200, 190, 104, 106, back)
    for x, y, r in _around(choose, 200, 206, 104, 118, 100, 440, 22, 25):
        sheet.disc(x, y, r, r, back)


def _curls(sheet: _Sheet, person: Person) -> None:
    choose = _choose(person)
    _tufts(sheet, person, _around(choose, 200, 166, 78 * person.width, 62, 180, 360, 11, 21))
    _tufts(sheet, person, _around(choose, 200, 132, 46, 26, 185, 355, 7, 22))
    for side in (-1, 1):
        _tufts(
            sheet,
            person,
            [(200 + side * x, y, choose.uniform(16, 22)) for x, y in ((90, 196), (96, 226), (92, 256), (98, 286))],
        )
    _curly_glints(sheet, person, choose, 90, 84, 178, 26)


def _braids_back(sheet: _Sheet, person: Person) -> None:
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
            dark if i % 2 else _glint(person.hair_colour),
            14,
        )


def _braids(sheet: _Sheet, person: Person) -> None:
    w = person.width
    _cap(
        sheet,
        person,
        [(0, 96), (46, 102), (78, 138), (86, 190), (88, 240)],
        [(0, 138), (34, 146), (58, 170), (69, 206), (73, 240)],
    )
    glint = _glint(person.hair_colour)
    for x in (-44, -22, 0, 22, 44):
        sheet.line([(200 + x * 1.02, 148 + abs(x) * 0.2), (200 + x * 0.9, 118), (200 + x * 0.5, 100)], glint, 2.4)
    for side in (-1, 1):
        for k, x in enumerate((78, 91)):
            sheet.line(
                [(200 + side * x * w, 200), (200 + side * (x + 3), 280), (200 + side * (x + 5), 366 - 22 * k)],
                person.hair_colour,
                12,
            )
            for y in range(216, 350 - 22 * k, 15):
                sheet.line([(200 + side * (x - 3) * w, y), (200 + side * (x + 7), y + 6)], glint, 2)


# ---- covered heads ---------------------------------------------------------------------------------------------


def _veil_back(sheet: _Sheet, person: Person) -> None:
    sheet.shape(
        both([(0, 78), (66, 92), (102, 150), (104, 240), (112, 330), (150, 400), (0, 440)]),
        mix(person.scarf, BLACK, 0.2),
    )


def _veil(sheet: _Sheet, person: Person) -> None:
    """A scarf round the face, crossed on the chest."""
    w, s = person.width, person.side
    oval = both(
        [(0, 132), (38 * w, 140), (62 * w, 172), (68 * w, 214), (66 * w, 252), (54 * w, 284), (30, 304), (0, 311)]
    )
    outside = both([(0, 80), (62, 90), (98, 142), (104, 226), (96, 300), (104, 352), (132, 402), (96, 446), (0, 466)])
    scarf = ImageChops.subtract(sheet.mask(outside), sheet.mask(oval))
    sheet.wash(scarf, person.scarf)
    away = ImageChops.multiply(ImageChops.subtract(scarf, sheet.shifted(scarf, 22 * s, 0)), scarf)
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
            for x, y in [(-70, 296), (-30, 326), (30, 340), (92, 330), (116, 388), (60, 424), (-40, 400), (-92, 350)]
        ],
        mix(person.scarf, WHITE, 0.07),
    )
    sheet.line([(200 - 72 * s, 300), (200 - 20 * s, 344), (200 + 50 * s, 366), (200 + 106 * s, 362)], fold, 3.2)
    sheet.line([(200 - 84 * s, 340), (200 - 24 * s, 380), (200 + 60 * s, 398)], fold, 3.2)
    sheet.line([(200 + 78 * s, 140), (200 + 88 * s, 190), (200 + 84 * s, 250)], fold, 3)
    sheet.line([(200 - 60 * s, 116), (200 - 20 * s, 100), (200 + 26 * s, 100)], light, 3)


def _wrap(sheet: _Sheet, person: Person) -> None:
    """A cloth tied high."""
    s, w = person.side, person.width
    fold, light = mix(person.scarf, BLACK, 0.2), mix(person.scarf, WHITE, 0.24)
    sheet.shape(
        [(200 + s * x, y) for x, y in [(-10, 74), (18, 34), (62, 22), (92, 48), (84, 84), (48, 102)]],
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
    sheet.line([(200 + s * x, y) for x, y in [(-66 * w, 160), (-30, 141), (30, 141), (66 * w, 160)]], light, 4)


def _turban(sheet: _Sheet, person: Person) -> None:
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
            [(200 + side * x, y) for x, y in [(68 * w, 178), (80 * w, 182), (77 * w, 214), (70 * w, 206)]],
            person.hair_colour,
        )


def _bonnet(sheet: _Sheet, person: Person) -> None:
    """A knitted cap."""
    w = person.width
    for side in (-1, 1):
        sheet.shape(
            [(200 + side * x, y) for x, y in [(66 * w, 168), (80 * w, 172), (78 * w, 216), (69 * w, 208)]],
            person.hair_colour,
        )
    sheet.shape(both([(0, 74), (48, 82), (78, 116), (86, 164), (0, 172)]), person.scarf)
    band = mix(person.scarf, WHITE, 0.12)
    sheet.pen.rounded_rectangle(sheet._box(200, 159, 90, 19), radius=14 * sheet.scale, fill=band)
    for x in range(122, 286, 13):
        sheet.line([(x, 147), (x, 171)], mix(person.scarf, BLACK, 0.1), 2.4)


BACK_OF_HAIR: dict[str, Callable[[_Sheet, Person], None]] = {
    "afro": _afro_back, "long": _long_back, "waves": _waves_back, "bob": _bob_back, "fringe": _bob_back,
    "bun": _bun_back, "ponytail": _ponytail_back, "curls": _curls_back, "braids": _braids_back, "veil": _veil_back,
}  # fmt: skip
FRONT_OF_HAIR: dict[str, Callable[[_Sheet, Person], None]] = {
    "buzz": _buzz, "crop": _crop, "parting": _parting, "quiff": _quiff, "receding": _receding, "bald": _bald,
    "high curls": _high_curls, "twists": _twists, "afro": _afro, "long": _long, "waves": _waves, "bob": _bob,
    "fringe": _fringe, "bun": _drawn_back, "ponytail": _drawn_back, "pixie": _pixie, "curls": _curls,
    "braids": _braids, "veil": _veil, "wrap": _wrap, "turban": _turban, "bonnet": _bonnet,
}  # fmt: skip
COVERING = {"veil"}


# ---- beards and glasses ----------------------------------------------------------------------------------------


def _beard_shape(person: Person, *, high: float, low: float) -> list[Point]:
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


def _inside_face(sheet: _Sheet, person: Person, points: Sequence[Point], colour: Colour) -> None:
    sheet.wash(ImageChops.multiply(sheet.mask(points), sheet.mask(_face(person))), colour)


def _stubble(sheet: _Sheet, person: Person) -> None:
    _inside_face(sheet, person, _beard_shape(person, high=258, low=0), mix(person.skin, person.hair_colour, 0.2))


def _short_beard(sheet: _Sheet, person: Person) -> None:
    sheet.shape(_beard_shape(person, high=262, low=4), person.hair_colour)
    _around_mouth(sheet, person)


def _full_beard(sheet: _Sheet, person: Person) -> None:
    sheet.shape(_beard_shape(person, high=258, low=26), person.hair_colour)
    _strands(
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
    _around_mouth(sheet, person)


def _around_mouth(sheet: _Sheet, person: Person) -> None:
    sheet.shape(
        [(176, 280), (188, 276), (200, 277), (212, 276), (224, 280), (214, 297), (200, 301), (186, 297)], person.skin
    )
    _moustache(sheet, person)


def _moustache(sheet: _Sheet, person: Person) -> None:
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


def _goatee(sheet: _Sheet, person: Person) -> None:
    sheet.shape(
        [(200, 302), (218, 301), (224, 312), (214, 326), (200, 330), (186, 326), (176, 312), (182, 301)],
        person.hair_colour,
    )
    _moustache(sheet, person)


BEARDS: dict[str, Callable[[_Sheet, Person], None]] = {
    "none": _nothing, "stubble": _stubble, "short": _short_beard, "full": _full_beard, "moustache": _moustache,
    "goatee": _goatee,
}  # fmt: skip


def _round_glasses(sheet: _Sheet, person: Person) -> None:
    _frames(sheet, person, lambda x: sheet.ring(x, 222, 24, 23, (52, 40, 38), 3.4))


def _square_glasses(sheet: _Sheet, person: Person) -> None:
    def frame(x: float) -> None:
        box = sheet._box(x, 222.5, 26, 19.5)
        sheet.pen.rounded_rectangle(box, radius=11 * sheet.scale, outline=(38, 34, 44), width=round(4.4 * sheet.scale))

    _frames(sheet, person, frame)


def _frames(sheet: _Sheet, person: Person, frame: Callable[[float], None]) -> None:
    gap = 32 * person.eyes
    for side in (-1, 1):
        frame(200 + side * gap)
        if person.hair not in COVERING:
            sheet.line([(200 + side * (gap + 25), 217), (200 + side * 74 * person.width, 213)], (52, 40, 38), 3)
    sheet.line([(200 - gap + 24, 219), (200, 215), (200 + gap - 24, 219)], (52, 40, 38), 3.2)


GLASSES: dict[str, Callable[[_Sheet, Person], None]] = {
    "none": _nothing, "round": _round_glasses, "square": _square_glasses,
}  # fmt: skip
