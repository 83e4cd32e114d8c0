"""Texts and addresses of a published CV for templates; see ``rendering.cv_text``."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.languages import is_right_to_left
from entremise.candidates.wording.marking import mark_own_words
from entremise.candidates.wording.sections import section_title
from entremise.foundation.kit.links import path_to
from entremise.rendering import cv_text

register = template.Library()

register.filter("craft", cv_text.occupation_of)
register.filter("place", cv_text.place_of)
register.filter("spoken", cv_text.language_levels_of)
register.filter("strengths", cv_text.strengths_of)
register.filter("practical", cv_text.practical_texts_of)
register.filter("headline", cv_text.headline_of)
register.filter("section_title", section_title)
register.filter("print_length", cv_text.print_length_of)


@register.filter
def wish(cv: PublicCV) -> SafeString:
    return mark_own_words(cv_text.first_person_texts(cv), cv.language)


@register.filter
def seeks(cv: PublicCV) -> SafeString:
    return mark_own_words(cv_text.third_person_texts(cv), cv.language)


@register.filter
def marked_headline(cv: PublicCV) -> SafeString:
    return mark_own_words(cv_text.headline_texts(cv), cv.language)


@register.filter
def direction(language: str) -> str:
    return "rtl" if is_right_to_left(language) else "ltr"


@register.simple_tag
def photo_of(cv: PublicCV, size: str) -> str:
    """Address of the published photo; empty without photo."""
    return (
        path_to("cv_photo", code=cv.code, rendering=cv.rendering_key, size=size)
        if cv.photo
        else ""
    )


@register.filter
def with_token(path: str, token: Any) -> str:
    """Adds the share token a reader came with to the address, instead of a cookie."""
    return f"{path}?s={token}" if path and token else path


@register.filter
def with_language(path: str, cv: PublicCV) -> str:
    """Adds the language the CV is read in to the address, when it is a translation."""
    if not cv.original_language:
        return path
    return f"{path}{'&' if '?' in path else '?'}langue={cv.language}"
