"""Cards of people, each made once for a publication and a language: a page of them is mostly put together."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from entremise.foundation.kit.marks import marks
from entremise.foundation.kit.shelf import Shelf
from entremise.sharing.queries import Face, Reason, Said, people, reasons, said_by

LASTS = 600.0  # seconds: for what a card does not know of


@dataclass(frozen=True)
class Card:
    inside: str
    said: Said  # nothing when no search asked yet
    made_at: float

    @property
    def weight(self) -> int:
        return 500 + 2 * len(self.inside) + self.said.weight


_kept: Shelf[Card] = Shelf(settings.KEPT_PAGES_MB * 1024 * 1024 // 2)


def cards(faces: Iterable[Face], *, door: str, brief: bool = False, terms: frozenset[str] = frozenset()) -> list[str]:
    """In this order. ``door``: name of the page of each; ``brief``: without the strengths; ``terms``: what was
    searched, to say why somebody is there.
    """
    shown = _cards(list(faces), door=door, brief=brief or bool(terms), searched=bool(terms))
    return [format_html('<li class="person">{}{}</li>', card.inside, _why(reasons(card.said, terms))) for card in shown]


def _cards(faces: list[Face], *, door: str, brief: bool, searched: bool) -> list[Card]:
    now, how = time.time(), (get_language(), door, brief, searched)
    keys = {face: (face.publication, face.rendering, face.first_name, face.zone, *how) for face in faces}
    made = {face: card for face, key in keys.items() if (card := _kept.get(key)) and now - card.made_at < LASTS}
    missing = [face for face in faces if face not in made]
    by_candidate = {face.candidate: face for face in missing}
    found = people([face.publication for face in missing]) if missing else []
    saids = said_by(person.cv for person in found) if searched and found else [Said()] * len(found)
    for person, said in zip(found, saids, strict=True):
        face = by_candidate[person.candidate]
        inside = render_to_string("sharing/_person_inside.html", {"cv": person.cv, "brief": brief, "door": door})
        made[face] = card = Card(inside, said, now)
        _kept.put(keys[face], card, weight=card.weight)
    return [made[face] for face in faces if face in made]


def _why(said: tuple[Reason, ...]) -> str:
    """What answers in the CV, in the words of the CV."""
    lines = [(reason.label, marks(reason.pieces)) for reason in said]
    if not lines:
        return ""
    return format_html(
        '<p class="person__why">{}</p>',
        format_html_join("", '<span><span class="quiet">{}</span> <bdi>{}</bdi></span>', lines),
    )
