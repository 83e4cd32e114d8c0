"""Links by purpose: an app asks for "candidate_meeting", a space says which URL that is.

Each space registers its pages in its ``links.py``.
"""

import functools
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override

_url_names: dict[str, str] = {}


def register_links(names: Mapping[str, str]) -> None:
    """``names``: purpose → URL name, for instance ``{"cv": "public:cv"}``."""
    _url_names.update(names)


def has_link(purpose: str) -> bool:
    return purpose in _url_names


def url_name_for(purpose: str) -> str:
    """The URL name; KeyError for a purpose that no space registered."""
    return _url_names[purpose]


def path_to(purpose: str, **kwargs: Any) -> str:
    """Path of the page in the active language. ``kwargs``: the arguments of its URL."""
    name = url_name_for(purpose)
    return (
        reverse(name, kwargs=kwargs) if kwargs else _reverse_plain(name, get_language())
    )


@functools.cache
def _reverse_plain(name: str, language: str | None) -> str:
    """Cached: a page has a dozen of these in its header and footer."""
    return reverse(name)


def url_to(purpose: str, *, language: str | None = None, **kwargs: Any) -> str:
    """Absolute URL, in ``language`` when one is given."""
    if language is None:
        return settings.SITE_URL + path_to(purpose, **kwargs)
    with override(language):
        return settings.SITE_URL + path_to(purpose, **kwargs)


def path_by_codes(name: str, **codes: str) -> str:
    """``reverse`` for long lists: the pattern of the URL is looked up once for each language.

    ``codes``: values that need no quoting.
    """
    return _url_pattern(name, tuple(codes), get_language()) % codes


@functools.cache
def _url_pattern(name: str, keys: tuple[str, ...], language: str | None) -> str:
    pattern = reverse(name, kwargs={key: f"0{key}0" for key in keys}).replace("%", "%%")
    return functools.reduce(
        lambda path, key: path.replace(f"0{key}0", f"%({key})s"), keys, pattern
    )
