"""Drawn portraits of people who do not exist; the same seed gives the same portrait.

Everything is drawn three times too large (twice for the largest size), then reduced, which smooths
the edges. A person is a set of traits (skin, age, hair, clothes…); each value has a function that
draws it.
"""

from collections.abc import Callable

from PIL import Image

from .body import draw_body, draw_ground
from .covers import bonnet, turban, veil, veil_back, wrap
from .head import BEARDS, GLASSES, draw_features, draw_head, nothing
from .long_hair import (
    afro,
    afro_back,
    bob,
    bob_back,
    braids,
    braids_back,
    bun_back,
    curls,
    curls_back,
    drawn_back,
    fringe,
    long,
    long_back,
    ponytail_back,
    waves,
    waves_back,
)
from .person import PortraitTraits, person_of
from .sheet import HEAD_DROP, Sheet
from .short_hair import (
    bald,
    buzz,
    crop,
    high_curls,
    parting,
    pixie,
    quiff,
    receding,
    twists,
)

BACK_OF_HAIR: dict[str, Callable[[Sheet, PortraitTraits], None]] = {
    "afro": afro_back,
    "long": long_back,
    "waves": waves_back,
    "bob": bob_back,
    "fringe": bob_back,
    "bun": bun_back,
    "ponytail": ponytail_back,
    "curls": curls_back,
    "braids": braids_back,
    "veil": veil_back,
}
FRONT_OF_HAIR: dict[str, Callable[[Sheet, PortraitTraits], None]] = {
    "buzz": buzz,
    "crop": crop,
    "parting": parting,
    "quiff": quiff,
    "receding": receding,
    "bald": bald,
    "high curls": high_curls,
    "twists": twists,
    "afro": afro,
    "long": long,
    "waves": waves,
    "bob": bob,
    "fringe": fringe,
    "bun": drawn_back,
    "ponytail": drawn_back,
    "pixie": pixie,
    "curls": curls,
    "braids": braids,
    "veil": veil,
    "wrap": wrap,
    "turban": turban,
    "bonnet": bonnet,
}


def draw(
    seed: int, *, womanly: bool | None = None, size: tuple[int, int] = (800, 1000)
) -> Image.Image:
    """The portrait for ``seed``, in 4:5. ``womanly``: suits a first name."""
    person = person_of(seed, womanly)
    finer = 3 if size[0] <= 500 else 2
    sheet = Sheet(size[0] * finer, size[1] * finer)
    draw_ground(sheet, person)
    sheet.drop = HEAD_DROP
    BACK_OF_HAIR.get(person.hair, nothing)(sheet, person)
    sheet.drop = 0
    draw_body(sheet, person)
    sheet.drop = HEAD_DROP
    draw_head(sheet, person)
    BEARDS[person.beard](sheet, person)
    draw_features(sheet, person)
    FRONT_OF_HAIR[person.hair](sheet, person)
    GLASSES[person.glasses](sheet, person)
    return sheet.image.reduce(finer)
