"""Navigation of each space: its links exist, and the current one is marked."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse

import entremise.foundation.kit as kit
from entremise.foundation.kit import links, navigation

SPACES = ["public", "candidate", "coach", "company", "team"]
TEMPLATES = Path(kit.__file__).parents[2]


@pytest.mark.parametrize("space", SPACES)
def test_every_room_of_the_header_exists(space: str) -> None:
    for item in navigation.navigation_items(space):
        assert reverse(item.url_name)


def test_every_purpose_the_bases_speak_of_has_an_address() -> None:
    purposes = set()
    for template in [
        *TEMPLATES.glob("foundation/kit/templates/**/*.html"),
        *TEMPLATES.glob("spaces/*/templates/*/base.html"),
    ]:
        purposes |= set(re.findall(r'{% page_path "(\w+)"', template.read_text()))
    assert len(purposes) > 10
    assert [purpose for purpose in sorted(purposes) if not links.path_to(purpose)] == []


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/mon-espace/", "page"),
        ("/mon-espace/cv/", "page"),
        ("/mon-espace/cv/photo/", "true"),
        ("/contact/", ""),
    ],
)
def test_the_header_says_where_the_reader_stands(path: str, current: str) -> None:
    marks = {
        entry.current for entry in navigation.navigation_links("candidate", path)
    } - {""}
    assert marks == ({current} if current else set())


def test_an_item_is_shown_only_where_its_room_is_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    item = SimpleNamespace(label="Fermé", url_name="candidate:nowhere", icon="x")
    monkeypatch.setitem(navigation._spaces, "candidate", [item])
    assert navigation.navigation_links("candidate", "/") == []
