"""Addresses by purpose: an app asks for "candidate_meeting", the spaces say where that is.

Each space declares its pages in its ``links.py``.
"""

import functools
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override

_url_names: dict[str, str] = {}


def register_links(names: Mapping[str, str]) -> None:
    """``names``: purpose → name of the URL, for instance ``{"cv": "public:cv"}``."""
    _url_names.update(names)


def has_link(purpose: str) -> bool:
    return purpose in _url_names


def url_name_for(purpose: str) -> str:
    """Name of the URL; KeyError for a purpose that no space declared."""
    return _url_names[purpose]


def path_to(purpose: str, **kwargs: Any) -> str:
    """Path of the page, in the language of the moment. ``kwargs``: what its URL takes."""
    name = url_name_for(purpose)
    return (
        reverse(name, kwargs=kwargs) if kwargs else _reverse_plain(name, get_language())
    )


@functools.cache
def _reverse_plain(name: str, language: str | None) -> str:
    """A page has a dozen of these in its header and its footer, the same for every page."""
    return reverse(name)


def url_to(purpose: str, *, language: str | None = None, **kwargs: Any) -> str:
    """Absolute address, in the reader's language when one is given."""
    if language is None:
        return settings.SITE_URL + path_to(purpose, **kwargs)
    with override(language):
        return settings.SITE_URL + path_to(purpose, **kwargs)


def path_by_codes(name: str, **codes: str) -> str:
    """``reverse``, for lists of things: the shape of an address is looked up once for each
    language.

    ``codes``: letters that need no quoting.
    """
    return _url_pattern(name, tuple(codes), get_language()) % codes


@functools.cache
def _url_pattern(name: str, keys: tuple[str, ...], language: str | None) -> str:
    shape = reverse(name, kwargs={key: f"0{key}0" for key in keys}).replace("%", "%%")
    return functools.reduce(
        lambda said, key: said.replace(f"0{key}0", f"%({key})s"), keys, shape
    )
