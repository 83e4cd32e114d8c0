"""An association that has just begun, and has no zone: no form that nobody could send."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import accounts
from tests.kit.pages import PageClient

pytestmark = pytest.mark.django_db
PUBLIC = ("/devenir-coach/", "/recruter-autrement/compte/", "/orienter/")
TEAM = ("/equipe/candidats/orienter/", "/equipe/postes/ailleurs/")


def main_of(response: Any) -> str:
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_forms_say_that_it_is_not_open_yet(
    page: PageClient, address: str
) -> None:
    closed = main_of(page.get(address))
    assert "Pas encore ouvert" in closed
    assert "mailto:" in closed
    assert "<form" not in closed
    accounts.zone("Paris")
    opened = main_of(page.get(address))
    assert "Pas encore ouvert" not in opened
    assert "<form" in opened


@pytest.mark.parametrize("address", TEAM)
def test_the_team_reads_what_is_missing(
    as_user: Callable[[Any], PageClient], address: str
) -> None:
    browser = as_user(accounts.administrator())
    closed = main_of(browser.get(address))
    assert "Aucune zone n’est ouverte" in closed
    assert "<form" not in closed
    accounts.zone("Paris")
    assert "<form" in main_of(browser.get(address))


def test_an_administrator_is_invited_before_any_zone(
    as_user: Callable[[Any], PageClient],
) -> None:
    browser = as_user(accounts.administrator())
    shown = main_of(browser.get("/equipe/personnes/inviter/"))
    assert "Aucune zone n’est ouverte" in shown
    assert "<form" in shown
