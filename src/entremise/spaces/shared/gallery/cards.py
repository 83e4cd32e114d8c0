"""Cards of people, each drawn once for a language: a page of them is mostly put together."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from entremise.candidates.content.languages import is_right_to_left
from entremise.foundation.kit import links
from entremise.foundation.kit.links import path_by_codes
from entremise.foundation.kit.templatetags.kit import portrait
from entremise.foundation.web.lru_cache import LRUCache
from entremise.gallery.queries.cards import CardContent, card_contents_for
from entremise.gallery.queries.people import PersonSummary
from entremise.gallery.queries.search_reasons import (
    CVLines,
    SearchReason,
    search_reasons,
)

CARD_MAX_AGE = 600.0  # seconds: for what a card does not know of


@dataclass(frozen=True)
class CachedCard:
    html: str
    said: CVLines
    made_at: float

    @property
    def weight(self) -> int:
        return 500 + 2 * len(self.html) + self.said.weight


_cache: LRUCache[CachedCard] = LRUCache(settings.KEPT_PAGES_MB * 1024 * 1024 // 2)


def render_person_cards(
    faces: Iterable[PersonSummary],
    *,
    url_name: str,
    without_strengths: bool = False,
    terms: frozenset[str] = frozenset(),
) -> list[str]:
    """In this order. ``door``: name of the page of each; ``brief``: without the strengths;
    ``terms``: what was searched, to say why somebody is there.
    """
    shown = _cached_cards(
        list(faces),
        url_name=url_name,
        without_strengths=without_strengths or bool(terms),
    )
    return [
        format_html(
            '<li class="person">{}{}</li>',
            card.html,
            _render_reasons(search_reasons(card.said, terms)),
        )
        for card in shown
    ]


def _cached_cards(
    faces: list[PersonSummary], *, url_name: str, without_strengths: bool
) -> list[CachedCard]:
    now, how = time.time(), (get_language(), url_name, without_strengths)
    keys = {
        face: (face.publication, face.rendering_key, face.first_name, face.zone, *how)
        for face in faces
    }
    made = {
        face: card
        for face, key in keys.items()
        if (card := _cache.get(key)) and now - card.made_at < CARD_MAX_AGE
    }
    if missing := [face for face in faces if face not in made]:
        for face, outline in card_contents_for(missing).items():
            made[face] = card = CachedCard(
                _render_card(
                    face,
                    outline,
                    url_name=url_name,
                    without_strengths=without_strengths,
                ),
                outline.cv_lines,
                now,
            )
            _cache.put(keys[face], card, size=card.weight)
    return [made[face] for face in faces if face in made]


def _render_card(
    face: PersonSummary, outline: CardContent, *, url_name: str, without_strengths: bool
) -> str:
    photo = links.url_name_for("cv_photo")
    src = (
        path_by_codes(
            photo, code=face.code, rendering=face.rendering_key, size="petite"
        )
        if outline.photo
        else ""
    )
    own = format_html(
        ' lang="{}" dir="{}"',
        outline.language,
        "rtl" if is_right_to_left(outline.language) else "ltr",
    )
    strengths = "" if without_strengths else " · ".join(outline.strengths)
    return format_html(
        '<div class="person__face">{}</div><div class="person__words">'
        '<h3 class="person__name"><a href="{}">{}</a></h3><p class="person__craft">{}</p>{}{}</div>',
        portrait(src=src, name=face.first_name, alt=""),
        path_by_codes(url_name, code=face.code),
        face.first_name,
        outline.wish[get_language() or settings.LANGUAGE_CODE],
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


def _render_reasons(said: tuple[SearchReason, ...]) -> str:
    """What answers in the CV, in the words of the CV."""
    lines = [(reason.label, _highlight(reason.pieces)) for reason in said]
    if not lines:
        return ""
    return format_html(
        '<p class="person__why">{}</p>',
        format_html_join(
            "", '<span><span class="quiet">{}</span> <bdi>{}</bdi></span>', lines
        ),
    )


def _highlight(pieces: Iterable[tuple[str, bool]]) -> str:
    runs = [
        ("".join(word for word, _ in run), hit)
        for hit, run in groupby(pieces, key=itemgetter(1))
    ]
    return format_html_join(
        "",
        "{}",
        [(format_html("<mark>{}</mark>", run) if hit else run,) for run, hit in runs],
    )
