"""Words of somebody in a page of ours: each with the language it is written in."""

import re
from collections.abc import Iterable

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from entremise.candidates.content.fields import ShownText
from entremise.candidates.content.languages import is_right_to_left


def mark_language(text: str, language: str) -> SafeString:
    """The text in an element that says its language and its direction.

    As it is when the page is in that language. ``language``: empty when nobody knows it.
    """
    if language == get_language():
        return conditional_escape(text)
    return format_html(
        '<bdi lang="{}" dir="{}">{}</bdi>',
        language,
        _direction(language),
        text,
    )


def _direction(language: str) -> str:
    if not language:
        return "auto"
    return "rtl" if is_right_to_left(language) else "ltr"


def mark_own_words(texts: Iterable[ShownText], language: str) -> SafeString:
    """The texts, one after the other; ``language``: that of the person's words."""
    return join_marked(
        (
            mark_language(shown.text, language) if shown.own else shown.text
            for shown in texts
        ),
        "",
    )


def join_marked(texts: Iterable[str], separator: str) -> SafeString:
    return format_html_join(separator, "{}", ((text,) for text in texts))


def sentence_texts(sentence: str, **values: list[ShownText]) -> list[ShownText]:
    """A sentence of ours, with what stands at its places (``%(name)s``)."""
    texts: list[ShownText] = []
    for number, part in enumerate(re.split(r"%\((\w+)\)s", sentence)):
        if number % 2:
            texts += values[part]
        elif part:
            texts.append(ShownText(part, own=False))
    return texts
