"""Components of pages. An unknown argument or value raises TemplateSyntaxError.

{% icon "heart" %}                                  decorative, always beside a word
{% once %}                                          one-time key, so that a form counts once
{% post_button url _("Retirer") icon="eye-off" %}   a form that is one button
{% alert "info" %}…{% endalert %}   {% card %}…{% endcard %}   {% empty _("Rien") %}…{% endempty %}
{% portrait src=url name=first_name size="small" %}
{% tag _("Publié") tone="good" %}                   a state, in words
{% marked pieces %}                                 a text with highlighted words
{{ name|of }}                                       « d’Ali », « de Billy »
{% page_path "contact" %}                           path of a page by its purpose
{% path_by_codes "team:candidate" code=x %}         link of a row of a long list
{% cached_include "kit/head.html" %}                the same for every reader of a language
{% when moment %}                                   a date or a time in words
"""

import datetime
import math
import random
import secrets
import zlib
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import get_template
from django.urls import NoReverseMatch, translate_url
from django.utils import formats, timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from entremise.foundation.kit import navigation
from entremise.foundation.kit.forms import FORM_KEY_FIELD
from entremise.foundation.kit.highlighting import highlight_html
from entremise.foundation.kit.icons import icon_markup
from entremise.foundation.kit.links import path_by_codes, path_to
from entremise.foundation.kit.text import gettext as _, label_with_colon, name_with_of

register = template.Library()
register.simple_tag(highlight_html, name="marked")

ALERT_TONES = ("info", "success", "warning", "danger")
TAG_TONES = ("good", "wait", "alert", "plain")
BUTTON_STYLES = ("", "secondary", "quiet", "danger", "large")
PORTRAIT_SIZES = {"small": (48, 60), "medium": (160, 200), "large": (320, 400)}
ALERT_ICONS = {
    "info": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "danger": "circle-alert",
}
# Read first by screen readers, since the colour is not.
ALERT_PREFIXES = {
    "info": lambda: _("Information"),
    "success": lambda: _("C’est fait"),
    "warning": lambda: _("Attention"),
    "danger": lambda: _("Important"),
}
# The variables of the context processors that a cached part of a page may show.
SITE_CONTEXT_KEYS = (
    "brand",
    "branded",
    "association",
    "contact_email",
    "contact_phone",
    "site_url",
    "source_url",
    "brand_logo",
)
_rendered: dict[tuple[Any, ...], str] = {}
PORTRAIT_HUES = ("pine", "saffron", "brick", "ink")


def _one_of(value: str, allowed: Collection[str], what: str) -> str:
    """The value itself; TemplateSyntaxError when it is not allowed."""
    if value not in allowed:
        raise template.TemplateSyntaxError(
            f"{value!r} is not a {what}: choose among {', '.join(filter(None, allowed))}"
        )
    return value


@register.simple_tag(name="icon")
def render_icon(name: str) -> SafeString:
    if name not in icon_markup():
        raise template.TemplateSyntaxError(f"no icon {name!r} in kit/icons/lucide.json")
    # Safe: the mark-up comes from our own file.
    return mark_safe(
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" '
        'focusable="false">'
        f"{icon_markup()[name]}</svg>"
    )


@register.simple_tag
def once() -> SafeString:
    return format_html(
        '<input type="hidden" name="{}" value="{}">',
        FORM_KEY_FIELD,
        secrets.token_urlsafe(12),
    )


def button_class(style: str) -> str:
    names = [_one_of(name, BUTTON_STYLES, "style of button") for name in style.split()]
    return " ".join(["button", *(f"button--{name}" for name in names)])


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    url: str,
    label: object,
    style: str = "secondary",
    icon: str = "",
    about: str = "",
    next: str = "",
) -> SafeString:
    """A form that is one button.

    ``about``: hidden text that tells apart buttons with the same label ("Retirer", about
    Ali). ``next``: where to go afterwards.
    """
    request = context["request"]
    return format_html(
        '<form class="post-button" method="post" action="{}">'
        '<input type="hidden" name="csrfmiddlewaretoken" value="{}">{}{}'
        '<button class="{}">{}{}{}</button></form>',
        url,
        get_token(request),
        once(),
        format_html('<input type="hidden" name="next" value="{}">', next)
        if next
        else "",
        button_class(style),
        render_icon(icon) if icon else "",
        label,
        format_html('<span class="visually-hidden"> : {}</span>', about)
        if about
        else "",
    )


@register.simple_block_tag
def alert(content: str, tone: str = "info") -> SafeString:
    _one_of(tone, ALERT_TONES, "tone of alert")
    return format_html(
        '<div class="alert alert--{}">{}<div class="alert__text">'
        '<span class="visually-hidden">{}</span>{}</div></div>',
        tone,
        render_icon(ALERT_ICONS[tone]),
        format_html("{} : ", ALERT_PREFIXES[tone]()),
        content,
    )


@register.simple_block_tag
def card(content: str, style: str = "") -> SafeString:
    _one_of(style, ("", "next", "plain"), "style of card")
    return format_html(
        '<div class="card{}">{}</div>', f" card--{style}" if style else "", content
    )


@register.simple_block_tag
def empty(content: str, title: object, icon: str = "sprout") -> SafeString:
    """An empty list: the title says so, the block says what to do."""
    return format_html(
        '<div class="empty">{}<p class="empty__title">{}</p>{}</div>',
        render_icon(icon),
        title,
        content,
    )


@register.simple_tag
def portrait(
    src: str = "",
    name: object = "",
    size: str = "medium",
    alt: object = None,
    lazy: bool = True,
) -> SafeString:
    """The person's picture, 4:5.

    Without one, a pattern with their initials, drawn from their name, at the same size.
    """
    width, height = PORTRAIT_SIZES[_one_of(size, PORTRAIT_SIZES, "size of portrait")]
    name = str(name)
    if src:
        return format_html(
            '<img class="portrait portrait--{}" src="{}" alt="{}" width="{}" height="{}"{} '
            'decoding="async">',
            size,
            src,
            _("Photo %(of_name)s") % {"of_name": name_with_of(name)}
            if alt is None
            else alt,
            width,
            height,
            mark_safe(' loading="lazy"') if lazy else "",
        )
    return _drawn_portrait(name, size, width, height)


def _drawn_portrait(name: str, size: str, width: int, height: int) -> SafeString:
    seed = zlib.crc32(name.encode())
    draw = random.Random(seed)
    angle = draw.randrange(0, 360, 15)
    arcs = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="{}"/>',
        [
            (
                round(80 + 46 * math.cos(math.radians(angle + side))),
                round(100 + 46 * math.sin(math.radians(angle + side))),
                r,
            )
            for side in (0, 180)
            for r in (44, 66, 88)
        ],
    )
    initials = "".join(word[0] for word in name.replace("-", " ").split()[:2]).upper()
    return format_html(
        '<svg class="portrait portrait--{} portrait--drawn portrait--{}" viewBox="0 0 160 200" '
        'width="{}" height="{}"'
        ' aria-hidden="true" focusable="false"><g>{}</g>'
        '<text x="80" y="104" text-anchor="middle" dominant-baseline="middle">{}</text></svg>',
        size,
        PORTRAIT_HUES[seed % len(PORTRAIT_HUES)],
        width,
        height,
        arcs,
        initials,
    )


@register.simple_tag
def tag(label: object, tone: str = "plain") -> SafeString:
    return format_html(
        '<span class="tag tag--{}">{}</span>',
        _one_of(tone, TAG_TONES, "tone of tag"),
        label,
    )


@register.simple_tag
def when(
    moment: datetime.date | datetime.datetime | None, form: str = "long"
) -> SafeString | str:
    """``form``: long (lundi 23 novembre à 14:30), short (23/11/2026) or day (without the hour)."""
    _one_of(form, ("long", "short", "day"), "form of date")
    if moment is None:
        return ""
    hour = None
    if isinstance(moment, datetime.datetime):
        local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        machine, day, hour = (
            local.isoformat(timespec="minutes"),
            local.date(),
            local.time(),
        )
    else:
        machine, day = moment.isoformat(), moment
    if form == "short":
        # never the month first, whatever the language
        words = formats.date_format(day, "d/m/Y")
    else:
        words = _day_in_words(day, timezone.localdate(), get_language() or "")
        if hour is not None and form == "long":
            words = _("%(day)s à %(hour)s") % {
                "day": words,
                "hour": formats.time_format(hour, "H:i"),
            }
    return format_html('<time datetime="{}">{}</time>', machine, words)


@lru_cache(maxsize=1000)
def _day_in_words(day: datetime.date, today: datetime.date, language: str) -> str:
    """Cached: lists show the same days again and again. ``language`` is the active one."""
    named = {-1: _("hier"), 0: _("aujourd’hui"), 1: _("demain")}.get((day - today).days)
    if named:
        return named
    pattern = "l j F" if abs((day - today).days) < 180 else "j F Y"
    return formats.date_format(day, pattern)


@register.simple_tag
def page_path(purpose: str) -> str:
    """Path of a page by its purpose (``kit.links``); empty when this deployment has none."""
    try:
        return path_to(purpose)
    except (KeyError, NoReverseMatch):
        return ""


register.simple_tag(path_by_codes)


@register.simple_tag(takes_context=True)
def cached_include(context: Context, name: str) -> str:
    """A part that depends on the deployment and the language only: rendered once."""
    site = {key: context.get(key) for key in SITE_CONTEXT_KEYS}
    return _cached_render(name, site, *site.values())


@register.simple_tag(takes_context=True)
def navigation_of(context: Context, space: str, label: str) -> str:
    """The navigation of a space; rendered once for each item that may be current."""
    request = context["request"]
    items = navigation.navigation_links(
        space, request.path, getattr(request, "user", None)
    )
    state = ((item.url, item.current) for item in items)
    return _cached_render(
        "kit/navigation.html", {"items": items, "label": label}, label, *state
    )


def _cached_render(name: str, context: dict[str, Any], *depends_on: object) -> str:
    key = (name, get_language(), *depends_on)
    if key not in _rendered:
        _rendered[key] = get_template(name).render(context)
    return _rendered[key]


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[dict[str, Any]]:
    """The same page in each language; each language is named in itself."""
    request = context.get("request")
    path, mark, query = (request.get_full_path() if request else "/").partition("?")
    here = get_language()
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"].capitalize(),
            "url": f"{_translated_path(path, code, here)}{mark}{query}",
            "current": code == here,
        }
        for code, _name in settings.LANGUAGES
    ]


@lru_cache(maxsize=2000)
def _translated_path(path: str, code: str, here: str | None) -> str:
    """The path of a page in another language. ``here``: the active language."""
    return translate_url(path, code)


@register.filter
def words_typed(text: str) -> SafeString:
    """Words that somebody typed, of whatever language, inside a sentence of ours."""
    return format_html('<bdi lang="">{}</bdi>', text)


@register.filter
def quoted_or(texts: Iterable[str]) -> SafeString:
    """Several of them, to stand between two quotation marks: « one » ou « two »."""
    between = conditional_escape(_(" » ou « "))
    return format_html_join(between, "{}", ((words_typed(text),) for text in texts))


@register.filter
def control(field: BoundField) -> str:
    """The kind of control of a bound field, for kit/field.html."""
    kind = getattr(field.field.widget, "input_type", "") or field.widget_type
    if field.widget_type == "checkbox":
        return "tick"
    if field.use_fieldset:
        return "group"
    return kind


@register.filter
def first_control(field: BoundField) -> str:
    """Id of the element that the error summary links to."""
    return field.id_for_label or (
        f"{field.auto_id}_0" if field.use_fieldset else field.auto_id
    )


register.filter("leading", label_with_colon)
register.filter("of", name_with_of, is_safe=True)
