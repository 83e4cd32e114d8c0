"""What each space offers in its header: declared by the spaces in their apps.py, shown by
their base pages.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language


@dataclass(frozen=True)
class Item:
    label: Any
    url_name: str
    icon: str


@dataclass(frozen=True)
class Entry:
    """An item as one page shows it; ``current`` is the value of aria-current, empty elsewhere."""

    label: Any
    url: str
    icon: str
    current: str


_spaces: dict[str, list[Item]] = {}


def declare(space: str, items: list[Item]) -> None:
    _spaces[space] = items


def items_of(space: str) -> list[Item]:
    return _spaces[space]


def entries(space: str, path: str) -> list[Entry]:
    """The items of a space whose room is open in this deployment, with the one the page
    belongs to.
    """
    language = get_language()
    shown = [
        (item, url)
        for item in items_of(space)
        if (url := _address(item.url_name, language))
    ]
    # The deepest address that begins the page's address is where the reader stands.
    here = max((url for _, url in shown if path.startswith(url)), key=len, default="")
    if shown and here == shown[0][1] and path != here:
        here = ""  # everything lies under the first page of a space: that says nothing
    return [
        Entry(
            item.label,
            url,
            item.icon,
            ("page" if path == url else "true") if url == here else "",
        )
        for item, url in shown
    ]


@cache
def _address(url_name: str, language: str | None) -> str:
    """In this language, that of the moment; empty where the room is not open."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
