"""The image on which a portrait is drawn, in units of a 400 × 500 space, and its colours."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]
WIDTH, HEIGHT = 400, 500
HEAD_DROP = 12  # how far the head sits into the shoulders


class Sheet:
    """An image drawn in units of the 400 × 500 space."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.scale = width / WIDTH
        self.drop = 0  # added to every height
        self.image = Image.new("RGB", self.size)
        self.pen = ImageDraw.Draw(self.image)

    def far(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.scale, (y + self.drop) * self.scale) for x, y in points]

    def box(self, x: float, y: float, rx: float, ry: float) -> list[float]:
        s = self.scale
        y += self.drop
        return [(x - rx) * s, (y - ry) * s, (x + rx) * s, (y + ry) * s]

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        self.pen.polygon(self.far(smooth(points)), fill=colour)

    def disc(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        self.pen.ellipse(self.box(x, y, rx, ry), fill=colour)

    def ring(
        self, x: float, y: float, rx: float, ry: float, colour: Colour, width: float
    ) -> None:
        self.pen.ellipse(
            self.box(x, y, rx, ry), outline=colour, width=round(width * self.scale)
        )

    def line(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """A curve through the points, with round ends."""
        thick = width * self.scale
        path = self.far(smooth(points, closed=False))
        self.pen.line(path, fill=colour, width=round(thick), joint="curve")
        for x, y in (path[0], path[-1]):
            self.pen.ellipse(
                [x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2],
                fill=colour,
            )

    def mask(self, points: Sequence[Point]) -> Image.Image:
        mask = Image.new("L", self.size)
        ImageDraw.Draw(mask).polygon(self.far(smooth(points)), fill=255)
        return mask

    def shifted(self, mask: Image.Image, x: float, y: float) -> Image.Image:
        moved = Image.new("L", self.size)
        moved.paste(mask, (round(x * self.scale), round(y * self.scale)))
        return moved

    def wash(self, mask: Image.Image, colour: Colour) -> None:
        box = mask.getbbox()
        if box:  # only where there is something: four times quicker
            self.image.paste(colour, box, mask.crop(box))


def smooth(
    points: Sequence[Point], *, closed: bool = True, steps: int = 10
) -> list[Point]:
    """The Catmull-Rom curve through the points."""
    count = len(points)
    path: list[Point] = []
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + k) % count] for k in (-1, 0, 1, 2))
        else:
            p0, p1, p2, p3 = (
                points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2)
            )
        for step in range(steps):
            t = step / steps
            path.append(
                (
                    between(p0[0], p1[0], p2[0], p3[0], t),
                    between(p0[1], p1[1], p2[1], p3[1], t),
                )
            )
    return path if closed else [*path, points[-1]]


def between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b
        + (c - a) * t
        + (2 * a - 5 * b + 4 * c - d) * t**2
        + (3 * b - a - 3 * c + d) * t**3
    )


def both(points: Sequence[Point]) -> list[Point]:
    """The whole outline, from its right half (distances from the axis, top to bottom)."""
    right = [(200 + x, y) for x, y in points]
    left = [(200 - x, y) for x, y in reversed(points) if x]
    return right + left


def rgb(code: str) -> Colour:
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (
        round(a + (b - a) * share) for a, b in zip(one, other, strict=True)
    )
    return red, green, blue


def lightness(colour: Colour) -> float:
    return (0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2]) / 255


BLACK: Colour = (24, 18, 22)
WHITE: Colour = (255, 252, 246)
SHADE: Colour = (88, 30, 42)  # shadows on skin are warm


def shaded(skin: Colour, share: float = 0.16) -> Colour:
    return mix(skin, SHADE, share)
