"""Template filters about languages: name, native name, direction of a text."""

from django import template

from entremise.candidates.content import languages

register = template.Library()

register.filter("language_name", languages.language_name)
register.filter("own_name", languages.native_language_name)


@register.filter
def text_direction(language: str) -> str:
    """ "rtl" or "ltr", for a text in this language."""
    return "rtl" if languages.is_right_to_left(language) else "ltr"
