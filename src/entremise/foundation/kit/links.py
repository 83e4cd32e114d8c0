"""Addresses by purpose: a domain app asks for "meeting", the spaces say where that is (settings.LINKS)."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override


def path_to(purpose: str, **kwargs: Any) -> str:
    return reverse(settings.LINKS[purpose], kwargs=kwargs or None)


def url_to(purpose: str, *, language: str | None = None, **kwargs: Any) -> str:
    """Absolute address, in the reader's language when one is given."""
    if language is None:
        return settings.SITE_URL + path_to(purpose, **kwargs)
    with override(language):
        return settings.SITE_URL + path_to(purpose, **kwargs)
