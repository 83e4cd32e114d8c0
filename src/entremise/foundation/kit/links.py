"""Addresses by purpose:

a domain app asks for "meeting", the spaces say where that is (settings.LINKS).
"""

import functools
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override


def path_to(purpose: str, **kwargs: Any) -> str:
    name = settings.LINKS[purpose]
    return reverse(name, kwargs=kwargs) if kwargs else _plain(name, get_language())


@functools.cache
def _plain(name: str, language: str | None) -> str:
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
    return _shape(name, tuple(codes), get_language()) % codes


@functools.cache
def _shape(name: str, keys: tuple[str, ...], language: str | None) -> str:
    shape = reverse(name, kwargs={key: f"0{key}0" for key in keys}).replace("%", "%%")
    return functools.reduce(
        lambda said, key: said.replace(f"0{key}0", f"%({key})s"), keys, shape
    )
