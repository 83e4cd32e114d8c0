"""What each space offers in its header: declared by the spaces in their apps.py, shown by
their base pages.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language


@dataclass(frozen=True)
class NavigationItem:
    label: Any
    url_name: str
    icon: str


@dataclass(frozen=True)
class NavigationLink:
    """An item as one page shows it; ``current`` is the value of aria-current, empty elsewhere."""

    label: Any
    url: str
    icon: str
    current: str


_spaces: dict[str, list[NavigationItem]] = {}


def register_navigation(space: str, items: list[NavigationItem]) -> None:
    _spaces[space] = items


def navigation_items(space: str) -> list[NavigationItem]:
    return _spaces[space]


def navigation_links(space: str, path: str) -> list[NavigationLink]:
    """The items of a space whose room is open in this deployment, with the one the page
    belongs to.
    """
    language = get_language()
    shown = [
        (item, url)
        for item in navigation_items(space)
        if (url := _address(item.url_name, language))
    ]
    # The deepest address that begins the page's address is where the reader stands.
    here = max((url for _, url in shown if path.startswith(url)), key=len, default="")
    if shown and here == shown[0][1] and path != here:
        here = ""  # everything lies under the first page of a space: that says nothing
    return [
        NavigationLink(
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
