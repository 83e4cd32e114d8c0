"""Addresses by purpose: a domain app asks for "meeting", the spaces say where that is (settings.LINKS)."""

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
