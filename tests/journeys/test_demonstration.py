"""A visitor opens the demonstration."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from entremise.foundation.accounts import demo
from tests.factories import accounts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demonstration(settings: Any, site: str) -> None:
    settings.DEMO = True
    paris = accounts.zone("Paris")
    demo.mark_demo_filled(
        {"team": accounts.team_member(paris), "administrator": accounts.administrator()}
    )


def test_one_click_takes_somebody_s_place(
    demonstration: None,
    somebody: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
) -> None:
    page = somebody()
    page.goto("/demo/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "À la place de qui voulez-vous être ?"
    )
    assert_accessible(page)
    page.get_by_role("button", name="Prendre sa place : L’équipe de Paris").click()
    # The menu that carries the person's first name.
    page.locator("header summary").last.click()
    expect(page.get_by_role("button", name="Me déconnecter")).to_be_visible()


def test_the_mailbox_is_readable_on_a_phone_without_javascript(
    demonstration: None, somebody: Callable[..., Page]
) -> None:
    page = somebody(phone=True, javascript=False)
    page.goto("/demo/courrier/")
    expect(page.get_by_text("Pas encore de courrier")).to_be_visible()
