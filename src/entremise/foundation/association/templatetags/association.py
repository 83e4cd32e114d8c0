"""Texts of the association in pages.

{% site_text "home_sentence" %}            one sentence
{% site_text_blocks "coach_charter" %}     headings, lists and paragraphs
{% site_days "days_of_copies" as days %}   a delay, in days
"""

from django import template
from django.utils.safestring import SafeString

from entremise.foundation.association.content.texts import TEXTS
from entremise.foundation.association.queries import (
    current_settings,
    published_text,
    text_in_force,
)
from entremise.foundation.association.wording import text_html

register = template.Library()


@register.simple_tag
def site_text(key: str) -> str:
    return text_in_force(key)


@register.simple_tag
def site_text_blocks(key: str) -> SafeString:
    shown = published_text(key) if TEXTS[key].is_versioned else text_in_force(key)
    return text_html(shown)


@register.simple_tag
def site_days(key: str) -> int:
    return getattr(current_settings(), key)
