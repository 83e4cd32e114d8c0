"""Cards of people, each drawn once for a language: a page of them is mostly put together."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from entremise.candidates.languages import is_right_to_left
from entremise.foundation.kit import links
from entremise.foundation.kit.links import path_by_codes
from entremise.foundation.kit.templatetags.kit import portrait
from entremise.foundation.web.lru_cache import Shelf
from entremise.gallery.queries import Face, Outline, Reason, Said, outlines, reasons

LASTS = 600.0  # seconds: for what a card does not know of


@dataclass(frozen=True)
class Card:
    inside: str
    said: Said
    made_at: float

    @property
    def weight(self) -> int:
        return 500 + 2 * len(self.inside) + self.said.weight


_kept: Shelf[Card] = Shelf(settings.KEPT_PAGES_MB * 1024 * 1024 // 2)


def cards(
    faces: Iterable[Face],
    *,
    door: str,
    brief: bool = False,
    terms: frozenset[str] = frozenset(),
) -> list[str]:
    """In this order. ``door``: name of the page of each; ``brief``: without the strengths;
    ``terms``: what was searched, to say why somebody is there.
    """
    shown = _cards(list(faces), door=door, brief=brief or bool(terms))
    return [
        format_html(
            '<li class="person">{}{}</li>', card.inside, _why(reasons(card.said, terms))
        )
        for card in shown
    ]


def _cards(faces: list[Face], *, door: str, brief: bool) -> list[Card]:
    now, how = time.time(), (get_language(), door, brief)
    keys = {
        face: (face.publication, face.rendering, face.first_name, face.zone, *how)
        for face in faces
    }
    made = {
        face: card
        for face, key in keys.items()
        if (card := _kept.get(key)) and now - card.made_at < LASTS
    }
    if missing := [face for face in faces if face not in made]:
        for face, outline in outlines(missing).items():
            made[face] = card = Card(
                _inside(face, outline, door=door, brief=brief), outline.said, now
            )
            _kept.put(keys[face], card, weight=card.weight)
    return [made[face] for face in faces if face in made]


def _inside(face: Face, outline: Outline, *, door: str, brief: bool) -> str:
    photo = links.url_name("cv_photo")
    src = (
        path_by_codes(photo, code=face.code, rendering=face.rendering, size="petite")
        if outline.photo
        else ""
    )
    own = format_html(
        ' lang="{}" dir="{}"',
        outline.language,
        "rtl" if is_right_to_left(outline.language) else "ltr",
    )
    strengths = "" if brief else " · ".join(outline.strengths)
    return format_html(
        '<div class="person__face">{}</div><div class="person__words">'
        '<h3 class="person__name"><a href="{}">{}</a></h3><p class="person__craft">{}</p>{}{}</div>',
        portrait(src=src, name=face.first_name, alt=""),
        path_by_codes(door, code=face.code),
        face.first_name,
        outline.seeks[get_language() or settings.LANGUAGE_CODE],
        format_html(
            '<p class="person__tagline"><bdi{}>«\u00a0{}\u00a0»</bdi></p>',
            own,
            outline.tagline,
        )
        if outline.tagline
        else "",
        format_html(
            '<p class="person__strengths quiet"><bdi{}>{}</bdi></p>', own, strengths
        )
        if strengths
        else "",
    )


def _why(said: tuple[Reason, ...]) -> str:
    """What answers in the CV, in the words of the CV."""
    lines = [(reason.label, _marked(reason.pieces)) for reason in said]
    if not lines:
        return ""
    return format_html(
        '<p class="person__why">{}</p>',
        format_html_join(
            "", '<span><span class="quiet">{}</span> <bdi>{}</bdi></span>', lines
        ),
    )


def _marked(pieces: Iterable[tuple[str, bool]]) -> str:
    runs = [
        ("".join(word for word, _ in run), hit)
        for hit, run in groupby(pieces, key=itemgetter(1))
    ]
    return format_html_join(
        "",
        "{}",
        [(format_html("<mark>{}</mark>", run) if hit else run,) for run, hit in runs],
    )
