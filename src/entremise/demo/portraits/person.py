"""Traits of a portrait, drawn at random from its seed."""

import functools
import random
from dataclasses import dataclass

from .sheet import Colour, rgb

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
SKINS = [
    "#f6d7bf",
    "#efc6a4",
    "#e3b088",
    "#d2986d",
    "#bb7f55",
    "#a06a45",
    "#845338",
    "#67402c",
    "#4f3124",
]
LIVELY_HAIR = [
    "#1c1719",
    "#2a1d1a",
    "#3b2720",
    "#50331f",
    "#6d4526",
    "#95612f",
    "#b98445",
    "#8a3b22",
]
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
SCARVES = [
    "#2f6f7c",
    "#a8483c",
    "#8a5b7c",
    "#e2b04a",
    "#1f5f4a",
    "#d9c4b0",
    "#39567f",
    "#c2766b",
    "#6f8560",
]


@dataclass(frozen=True)
class PortraitTraits:
    """Every choice that the drawing needs."""

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


@functools.lru_cache(maxsize=256)
def person_of(seed: int, asked: bool | None) -> PortraitTraits:
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
    hair = choose.choice(hair_for(womanly, old, tone))
    beard = "none"
    if not womanly and choose.random() < 0.55:
        beard = choose.choice(["stubble", "short", "full", "moustache", "goatee"])
    ground = choose.choice(GROUNDS)
    cloth = rgb(choose.choice(CLOTHES))
    scarf = rgb(choose.choice(SCARVES))
    while scarf == cloth:
        scarf = rgb(choose.choice(SCARVES))
    return PortraitTraits(
        skin=rgb(SKINS[tone]),
        old=old,
        womanly=womanly,
        hair=hair,
        hair_colour=hair_colour,
        beard=beard,
        glasses=choose.choice(["round", "square", "none", "none", "none", "none"]),
        clothes=choose.choice(
            ["round", "shirt", "blazer", "hoodie", "high", "round", "shirt"]
        ),
        cloth=cloth,
        under=rgb(
            choose.choice(["#f6efe2", "#e9d9bd", "#dfe6e4", "#f3d9c6", "#36424f"])
        ),
        scarf=scarf,
        earrings=womanly and choose.random() < 0.55,
        mouth=choose.choice(["soft", "soft", "open", "lips"]),
        ground=(rgb(ground[0]), rgb(ground[1])),
        width=choose.uniform(0.95, 1.06),
        jaw=choose.uniform(-5, 6),
        nose=choose.uniform(0.85, 1.2),
        eyes=choose.uniform(0.92, 1.08),
        brow=choose.uniform(-3, 2),
        side=choose.choice([-1, 1]),
        seed=seed,
    )


def hair_for(womanly: bool, old: bool, tone: int) -> list[str]:
    if womanly:
        usual = [
            "bob",
            "long",
            "bun",
            "waves",
            "fringe",
            "ponytail",
            "veil",
            "veil",
            "pixie",
        ]
        return usual + (
            ["afro", "curls", "braids", "wrap", "braids", "wrap"]
            if tone >= 4
            else ["curls"]
        )
    usual = ["crop", "parting", "crop", "quiff", "bonnet", "parting", "turban"]
    if old:
        usual += ["receding", "receding", "bald", "turban"]
    return usual + (
        ["buzz", "twists", "buzz", "high curls", "bald"]
        if tone >= 4
        else ["high curls", "buzz"]
    )
