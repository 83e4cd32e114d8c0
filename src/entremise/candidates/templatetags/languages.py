"""Which way a text is read, and how a language is called."""

from django import template

from entremise.candidates import languages

register = template.Library()

register.filter("language_name", languages.name_of)
register.filter("own_name", languages.own_name_of)


@register.filter
def side(language: str) -> str:
    """Of a text, whatever the language of the page around it."""
    return "rtl" if languages.is_right_to_left(language) else "ltr"
