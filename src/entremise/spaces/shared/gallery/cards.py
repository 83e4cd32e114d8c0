"""HTML of people's cards, cached per language, URL and publication for 600 seconds."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from entremise.candidates.content.choices import STRENGTHS
from entremise.candidates.content.languages import is_right_to_left
from entremise.candidates.wording.marking import mark_own_words
from entremise.foundation.kit import links
from entremise.foundation.kit.templatetags.kit import portrait
from entremise.foundation.web.lru_cache import LRUCache
from entremise.gallery.queries.cards import CardContent, card_contents_for
from entremise.gallery.queries.people import PersonSummary
from entremise.gallery.queries.search_reasons import (
    CVLines,
    SearchReason,
    search_reasons,
)

CARD_MAX_AGE = 600.0  # seconds: for changes that no part of the cache key follows


@dataclass(frozen=True)
class CachedCard:
    html: str
    language: str  # of the person's words
    cv_lines: CVLines
    made_at: float

    @property
    def weight(self) -> int:
        return 500 + 2 * len(self.html) + self.cv_lines.weight


_cache: LRUCache[CachedCard] = LRUCache(settings.CACHED_PAGES_MB * 1024 * 1024 // 2)


def render_person_cards(
    people: Iterable[PersonSummary],
    *,
    url_name: str,
    without_strengths: bool = False,
    terms: frozenset[str] = frozenset(),
) -> list[str]:
    """One ``<li>`` for each person, in this order.

    ``url_name``: the page behind each card; ``terms``: the terms searched, to say why
    somebody is listed (then the strengths are left out).
    """
    cards = _cached_cards(
        list(people),
        url_name=url_name,
        without_strengths=without_strengths or bool(terms),
    )
    return [
        format_html(
            '<li class="person">{}{}</li>',
            card.html,
            _render_reasons(search_reasons(card.cv_lines, terms), card.language),
        )
        for card in cards
    ]


def _cached_cards(
    people: list[PersonSummary], *, url_name: str, without_strengths: bool
) -> list[CachedCard]:
    now, variant = time.time(), (get_language(), url_name, without_strengths)
    keys = {
        person: (
            person.publication,
            person.rendering_key,
            person.first_name,
            person.zone,
            *variant,
        )
        for person in people
    }
    cards = {
        person: card
        for person, key in keys.items()
        if (card := _cache.get(key)) and now - card.made_at < CARD_MAX_AGE
    }
    if missing := [person for person in people if person not in cards]:
        for person, content in card_contents_for(missing).items():
            cards[person] = card = CachedCard(
                _render_card(
                    person,
                    content,
                    url_name=url_name,
                    without_strengths=without_strengths,
                ),
                content.language,
                content.cv_lines,
                now,
            )
            _cache.put(keys[person], card, size=card.weight)
    return [cards[person] for person in people if person in cards]


def _render_card(
    person: PersonSummary,
    content: CardContent,
    *,
    url_name: str,
    without_strengths: bool,
) -> str:
    photo = links.url_name_for("cv_photo")
    src = (
        links.path_by_codes(
            photo, code=person.code, rendering=person.rendering_key, size="petite"
        )
        if content.photo
        else ""
    )
    cv_language = format_html(
        ' lang="{}" dir="{}"',
        content.language,
        "rtl" if is_right_to_left(content.language) else "ltr",
    )
    strengths = [] if without_strengths else content.strengths
    return format_html(
        '<div class="person__face">{}</div><div class="person__words">'
        '<h3 class="person__name"><a href="{}">{}</a></h3>'
        '<p class="person__craft">{}</p>{}{}</div>',
        portrait(src=src, name=person.first_name, alt=""),
        links.path_by_codes(url_name, code=person.code),
        person.first_name,
        mark_own_words(
            content.wish_texts[get_language() or settings.LANGUAGE_CODE],
            content.language,
        ),
        format_html(
            '<p class="person__tagline"><bdi{}>«\u00a0{}\u00a0»</bdi></p>',
            cv_language,
            content.tagline,
        )
        if content.tagline
        else "",
        format_html(
            '<p class="person__strengths quiet">{}</p>',
            format_html_join(
                " · ",
                "<bdi{}>{}</bdi>",
                (
                    ("" if STRENGTHS.key_of(one) else cv_language, label)
                    for one in strengths
                    if (label := STRENGTHS.label_of(one))
                ),
            ),
        )
        if strengths
        else "",
    )


def _render_reasons(reasons: tuple[SearchReason, ...], language: str) -> str:
    """Lines of the CV that match the search, with the words marked.

    ``language``: of the CV. A line may be of the person or of a list, and does not say which.
    """
    unknown = "" if language == get_language() else format_html(' lang="{}"', "")
    lines = [(reason.label, _highlight(reason.pieces)) for reason in reasons]
    if not lines:
        return ""
    return format_html(
        '<p class="person__why">{}</p>',
        format_html_join(
            "",
            '<span><span class="quiet">{}</span> <bdi{}>{}</bdi></span>',
            ((label, unknown, text) for label, text in lines),
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
