"""Template filters about languages: name, native name, direction, words of a person."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from entremise.candidates.content import languages
from entremise.candidates.content.fields import ShownText
from entremise.candidates.wording import marking
from entremise.candidates.wording.cv_diff import DiffSpan
from entremise.candidates.wording.sections import Line

register = template.Library()

register.filter("language_name", languages.language_name)
register.filter("own_name", languages.native_language_name)

register.filter("mark_language", marking.mark_language)


@register.filter
def text_direction(language: str) -> str:
    """ "rtl" or "ltr", for a text in this language."""
    return "rtl" if languages.is_right_to_left(language) else "ltr"


@register.filter
def line_in(line: Line, language: str) -> SafeString:
    """A line of a CV; ``language``: that of the person's words."""
    return marking.mark_own_words(line, language)


@register.filter
def piece_in(piece: DiffSpan, language: str) -> SafeString:
    return marking.mark_own_words([ShownText(piece.text, piece.own)], language)


@register.filter
def lines_in(lines: Iterable[Line], language: str) -> SafeString:
    """Several on one line."""
    return marking.join_marked((line_in(line, language) for line in lines), " · ")
