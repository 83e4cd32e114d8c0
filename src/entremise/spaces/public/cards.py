"""Cards of people, each made once for a publication and a language: a page of them is mostly put together."""

import time
from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from entremise.foundation.kit.shelf import Shelf
from entremise.sharing.queries import Face, people, reasons

LASTS = 600.0  # seconds: for what a card does not know of
_kept: Shelf[tuple[float, str]] = Shelf(settings.KEPT_PAGES_MB * 1024 * 1024 // 2)


def cards(faces: Iterable[Face], *, brief: bool = False, terms: frozenset[str] = frozenset()) -> list[str]:
    """In this order. ``brief``: without the strengths; ``terms``: what was searched, to say why somebody is there."""
    if terms:
        return _found(list(faces), terms)
    faces, now = list(faces), time.time()
    keys = {
        face: (face.publication, face.rendering, face.first_name, face.zone, get_language(), brief) for face in faces
    }
    made = {face: held[1] for face, key in keys.items() if (held := _kept.get(key)) and now - held[0] < LASTS}
    missing = [face for face in faces if face not in made]
    by_candidate = {face.candidate: face for face in missing}
    for person in people([face.publication for face in missing]) if missing else []:
        face = by_candidate[person.candidate]
        made[face] = card = render_to_string("public/_person.html", {"cv": person.cv, "brief": brief})
        _kept.put(keys[face], (now, card), weight=500 + 2 * len(card))
    return [made[face] for face in faces if face in made]


def _found(faces: list[Face], terms: frozenset[str]) -> list[str]:
    """Made anew: why somebody is there depends on what was searched."""
    cvs = [person.cv for person in people([face.publication for face in faces])]
    return [
        render_to_string("public/_person.html", {"cv": cv, "brief": True, "why": why})
        for cv, why in zip(cvs, reasons(cvs, terms), strict=True)
    ]
