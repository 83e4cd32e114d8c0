"""Navigation of each space: registered in its apps.py, shown by its base template."""

from collections.abc import Callable
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
    # who is shown the item; None: everybody in the space
    test: Callable[[Any], bool] | None = None


@dataclass(frozen=True)
class NavigationLink:
    """An item on one page. ``current``: value of aria-current, empty when it is not."""

    label: Any
    url: str
    icon: str
    current: str


_spaces: dict[str, list[NavigationItem]] = {}


def register_navigation(space: str, items: list[NavigationItem]) -> None:
    _spaces[space] = items


def navigation_items(space: str) -> list[NavigationItem]:
    return _spaces[space]


def navigation_links(space: str, path: str, user: Any = None) -> list[NavigationLink]:
    """The items whose URL exists in this deployment; the one the page belongs to is current.

    ``user``: who looks; without, the items that some readers only are shown are left out.
    """
    language = get_language()
    shown = [
        (item, url)
        for item in navigation_items(space)
        if (url := _item_path(item.url_name, language)) and _is_shown(item, user)
    ]
    # The longest item URL that the page's path starts with is the current one.
    here = max((url for _, url in shown if path.startswith(url)), key=len, default="")
    if shown and here == shown[0][1] and path != here:
        here = ""  # every page lies under the first page of a space: that says nothing
    return [
        NavigationLink(
            item.label,
            url,
            item.icon,
            _aria_current(url, here, path),
        )
        for item, url in shown
    ]


def _is_shown(item: NavigationItem, user: Any) -> bool:
    test = getattr(item, "test", None)
    return test is None or (user is not None and test(user))


def _aria_current(url: str, here: str, path: str) -> str:
    """The page itself, the page above it, or neither."""
    if url != here:
        return ""
    return "page" if path == url else "true"


@cache
def _item_path(url_name: str, language: str | None) -> str:
    """Path in ``language``, the active one; empty when the URL does not exist."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
